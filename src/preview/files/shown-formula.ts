import { closingParenthesis, isCall, joinTokens, tokenize, type Token } from './tokens';

/** `[[#This Row],[Qty]]` → `[@Qty]`; null when it is something else. */
function atForm(text: string): string | null {
  if (/^\[#This Row\]$/i.test(text)) return '[@]';
  const inner = /^\[\[#This Row\],\s*(\[.+\])\]$/is.exec(text)?.[1];
  if (inner === undefined) return null;
  const simple = /^\[([^[\]]*)\]$/.exec(inner)?.[1];
  return simple !== undefined && /^[\p{L}\p{N}_.\\]+$/u.test(simple) ? `[@${simple}]` : `[@${inner}]`;
}

/**
 * A formula as a file stores it → as a person types it.
 * @param table name of the table whose data rows hold the cell
 */
export function fromFileForm(formula: string, table: string | null): string {
  const tokens = tokenize(formula);
  const out: string[] = [];
  for (let i = 0; i < tokens.length; i += 1) {
    const token = tokens[i] as Token;
    if (token.kind === 'name') {
      const bare = token.text
        .replace(/^_xlfn\./i, '')
        .replace(/^_xlws\./i, '')
        .replace(/^_xlpm\./i, '');
      const ours = /^_xldudf_([A-Z0-9]+)_(.+)$/i.exec(bare);
      const unwrap = /^(ANCHORARRAY|SINGLE)$/i.exec(bare)?.[1]?.toUpperCase();
      if (unwrap && isCall(tokens, i) && token.text !== bare) {
        const close = closingParenthesis(tokens, i + 1);
        const inner = fromFileForm(joinTokens(tokens.slice(i + 2, close)), table);
        out.push(unwrap === 'SINGLE' ? `@${inner}` : `${inner}#`);
        i = close;
      } else out.push(ours ? `${ours[1]}.${ours[2]}` : bare);
    } else if (token.kind === 'bracket' && tokens[i - 1]?.kind === 'name') {
      const short = atForm(token.text);
      // inside its own table Excel shows [@Qty] without the table's name
      if (short !== null && table !== null && tokens[i - 1]?.text.toLowerCase() === table.toLowerCase()) out.pop();
      out.push(short ?? token.text);
    } else out.push(token.text);
  }
  return out.join('');
}
