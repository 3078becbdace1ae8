import { closingParenthesis, isCall, joinTokens, previousToken, tokenize, type Token } from './tokens';

/** `[[#This Row],[Qty]]` → `[@Qty]`; null when it is something else. */
function atForm(text: string): string | null {
  if (/^\[#This Row\]$/i.test(text)) return '[@]';
  const inner = /^\[\[#This Row\],\s*(\[.+\])\]$/is.exec(text)?.[1];
  if (inner === undefined) return null;
  const simple = /^\[([^[\]]*)\]$/.exec(inner)?.[1];
  return simple !== undefined && /^[\p{L}\p{N}_.\\]+$/u.test(simple) ? `[@${simple}]` : `[@${inner}]`;
}

/** Where a formula of a file stands, and what of the file it refers to by number. */
export interface ShownPlace {
  /** name of the table whose data rows hold the cell */
  table: string | null;
  /** paths of the workbooks the file links to, in the order of their numbers */
  links?: readonly string[];
}

/** Add-ins the preview has: only their functions are shown by their names, others as Excel shows what it does not know. */
const NAMESPACES = ['TWIN', 'TWINDEV'];

/** A path before "!", as Excel shows it: `'C:\My files\x.xla'`. */
const quotedPath = (path: string): string =>
  /^[\p{L}_][\p{L}\p{N}_.]*$/u.test(path) ? path : `'${path.replaceAll("'", "''")}'`;

/** A formula as a file stores it → as a person types it. */
export function fromFileForm(formula: string, place: ShownPlace): string {
  const { table, links = [] } = place;
  const tokens = tokenize(formula);
  const out: string[] = [];
  for (let i = 0; i < tokens.length; i += 1) {
    const token = tokens[i] as Token;
    if (token.kind === 'name') {
      const bare = token.text
        .replace(/^_xlfn\./i, '')
        .replace(/^_xlws\./i, '')
        .replace(/^_xlpm\./i, '');
      const stored = /^_xldudf_([A-Z0-9]+)_(.+)$/i.exec(bare);
      // behind a path another add-in left there, the name stays as it is stored
      const linked = previousToken(tokens, i)?.text === '!';
      const ours = stored && !linked && NAMESPACES.includes((stored[1] ?? '').toUpperCase()) ? stored : null;
      const unwrap = /^(ANCHORARRAY|SINGLE)$/i.exec(bare)?.[1]?.toUpperCase();
      if (unwrap && isCall(tokens, i) && token.text !== bare) {
        const close = closingParenthesis(tokens, i + 1);
        const inner = fromFileForm(joinTokens(tokens.slice(i + 2, close)), place);
        out.push(unwrap === 'SINGLE' ? `@${inner}` : `${inner}#`);
        i = close;
      } else out.push(ours ? `${ours[1]}.${ours[2]}` : bare);
    } else if (token.kind === 'bracket' && tokens[i + 1]?.text === '!' && tokens[i - 1]?.kind !== 'name') {
      const path = links[Number(token.text.slice(1, -1)) - 1];
      out.push(path === undefined ? token.text : quotedPath(path));
    } else if (token.kind === 'bracket' && tokens[i - 1]?.kind === 'name') {
      const short = atForm(token.text);
      // inside its own table Excel shows [@Qty] without the table's name
      if (short !== null && table !== null && tokens[i - 1]?.text.toLowerCase() === table.toLowerCase()) out.pop();
      out.push(short ?? token.text);
    } else out.push(token.text);
  }
  return out.join('');
}
