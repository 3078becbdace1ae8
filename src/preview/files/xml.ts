/** The little XML this folder reads and writes itself; cell data go through hucre. */

const ENTITIES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
const escapeMarkup = (text: string): string => text.replace(/[&<>"]/g, (character) => ENTITIES[character] ?? character);

const NAMED: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };
const unescapeMarkup = (text: string): string =>
  text.replace(/&(#x[0-9a-f]+|#\d+|\w+);/gi, (whole, body: string) => {
    if (body.startsWith('#x') || body.startsWith('#X')) return String.fromCodePoint(parseInt(body.slice(2), 16));
    if (body.startsWith('#')) return String.fromCodePoint(Number(body.slice(1)));
    return NAMED[body] ?? whole;
  });

const hex = (character: string): string => `_x${character.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}_`;

/**
 * What XML cannot hold (control characters, half of a surrogate pair) and what a reader would take for such an escape
 * is written as `_xHHHH_`, the file format's own way (ST_Xstring). Tab and line feed stay.
 */
export const escapeCharacters = (text: string): string =>
  text
    .replace(/_(?=x[0-9A-Fa-f]{4}_)/g, '_x005F_')
    .replace(/[\u0000-\u0008\u000B-\u001F\uFFFE\uFFFF]/g, hex)
    .replace(/[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/g, hex);

const unescapeCharacters = (text: string): string =>
  text.replace(/_x([0-9A-Fa-f]{4})_/g, (_whole, code: string) => String.fromCharCode(parseInt(code, 16)));

/** Value of an attribute that holds a person's text; line breaks survive. */
export const attributeText = (text: string): string =>
  escapeMarkup(escapeCharacters(text).replace(/\n/g, '_x000a_').replace(/\t/g, '_x0009_'));
export const elementText = (text: string): string => escapeMarkup(escapeCharacters(text));

/** The reverse of {@link attributeText} and {@link elementText}. */
export const plainText = (markup: string): string => unescapeCharacters(unescapeMarkup(markup));

export interface XmlElement {
  /** raw attribute values: pass a person's text through {@link plainText} */
  attributes: Record<string, string>;
  /** markup between the tags; empty for a self-closed element */
  inner: string;
}

/** Every element of this local name, with any prefix; elements of the same name are not nested in what we read. */
export function* elements(xml: string, name: string): Generator<XmlElement> {
  const pattern = new RegExp(`<((?:\\w+:)?${name})((?:\\s+[\\w:.-]+\\s*=\\s*(?:"[^"]*"|'[^']*'))*)\\s*(/?)>`, 'g');
  for (let match = pattern.exec(xml); match !== null; match = pattern.exec(xml)) {
    const [, tag, raw, selfClosed] = match;
    let inner = '';
    if (!selfClosed) {
      const end = xml.indexOf(`</${tag}>`, pattern.lastIndex);
      inner = xml.slice(pattern.lastIndex, end < 0 ? xml.length : end);
    }
    yield { attributes: attributesOf(raw ?? ''), inner };
  }
}

export const element = (xml: string, name: string): XmlElement | undefined => {
  const first = elements(xml, name).next();
  return first.done ? undefined : first.value;
};

function attributesOf(raw: string): Record<string, string> {
  const found: Record<string, string> = {};
  for (const match of raw.matchAll(/([\w:.-]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g))
    found[match[1] ?? ''] = match[2] ?? match[3] ?? '';
  return found;
}

/** OOXML booleans are "1", "true" or "on". */
export const isOn = (value: string | undefined, absent = false): boolean =>
  value === undefined ? absent : value === '1' || value === 'true' || value === 'on';
