/** Hands a text to the browser as a file; false where the host has no way to. Whether it was kept is not known. */
export function saveFile(name: string, content: string, type: string): boolean {
  if (typeof URL.createObjectURL !== 'function' || !('download' in HTMLAnchorElement.prototype)) return false;
  try {
    const url = URL.createObjectURL(new Blob([content], { type }));
    const link = document.createElement('a');
    link.href = url;
    link.download = name;
    document.body.append(link);
    link.click();
    link.remove();
    // some browsers read the file only after the click has been handled
    setTimeout(() => URL.revokeObjectURL(url), 10_000);
    return true;
  } catch {
    return false;
  }
}
