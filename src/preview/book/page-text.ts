type Parts = { left: string; center: string; right: string };

/** A header or footer as a file holds it: `&L…&C…&R…`; empty parts are left out. */
export function joinPageText(parts: Parts): string {
  return (
    (parts.left ? `&L${parts.left}` : '') +
    (parts.center ? `&C${parts.center}` : '') +
    (parts.right ? `&R${parts.right}` : '')
  );
}

/** The three parts of a file's header or footer; text before the first mark stands in the middle. */
export function splitPageText(text: string): Parts {
  const parts: Parts = { left: '', center: '', right: '' };
  const names = { L: 'left', C: 'center', R: 'right' } as const;
  let current: keyof Parts = 'center';
  for (const piece of text.split(/(&[LCR])/)) {
    const mark = /^&([LCR])$/.exec(piece)?.[1] as keyof typeof names | undefined;
    if (mark) current = names[mark];
    else parts[current] += piece;
  }
  return parts;
}
