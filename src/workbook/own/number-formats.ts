/** Whether a cell of this number format shows its number as a date or time of day. */
export function isDateFormat(format: string): boolean {
  if (format === '' || format === '@' || /^general$/i.test(format)) return false;
  const bare = format
    .replace(/"[^"]*"/g, '')
    .replace(/\\./g, '')
    .replace(/\[(?!h+\]|m+\]|s+\])[^\]]*\]/gi, '')
    .replace(/[_*]./g, '');
  return /[ymdhs年月日]/i.test(bare) && !/[#0?]/.test(bare.replace(/[.,]0+/g, ''));
}

export const isTextFormat = (format: string): boolean => format === '@';
