/** Error values a file may hold; a newer one ("#SPILL!") needs rich-value parts that only Excel itself writes. */
const FILE_ERRORS = new Set(['#NULL!', '#DIV/0!', '#VALUE!', '#REF!', '#NAME?', '#NUM!', '#N/A', '#GETTING_DATA']);

/** The error a file can hold for this one: what is still being calculated stays "getting data", the rest #VALUE!. */
export const fileError = (error: string): string =>
  FILE_ERRORS.has(error) ? error : error === '#BUSY!' ? '#GETTING_DATA' : '#VALUE!';

const ERROR_LOOK = /^#(?:[A-Z]+[!?]|N\/A|DIV\/0!|GETTING_DATA)$/i;

/** Text that looks like an error value; hucre would store it as one. */
export const looksLikeError = (text: string): boolean => ERROR_LOOK.test(text);

/**
 * Would Excel read this text as something else once the user edits the cell (F2, Enter)? Then the cell needs the
 * invisible leading apostrophe. Dates are recognised generously: an apostrophe too many does no harm.
 */
export function needsApostrophe(text: string): boolean {
  if (text === '') return false;
  if (/^[=+\-@']/.test(text) || looksLikeError(text) || /^(true|false)$/i.test(text)) return true;
  if (/\d/.test(text) && !/[^\d\s.,:/%()$€£¥¥+\-eE年月日]/.test(text)) return true;
  return (
    /^\d{1,4}[-/ ](?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*/i.test(text) || /^\d.*\b[ap]m?$/i.test(text)
  );
}
