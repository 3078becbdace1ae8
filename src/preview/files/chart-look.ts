import type { ChartFill, ChartFont, ChartLine } from '../chart';
import { attributeText, element, elementText, isOn, plainText } from './xml';

/** How lines, fills and letters of a chart are written in DrawingML, and read back. */

/** Office.js ChartLineStyle → preset dash of the file. */
const DASHES: Record<string, string> = {
  Continuous: 'solid',
  Dash: 'dash',
  DashDot: 'dashDot',
  DashDotDot: 'sysDashDotDot',
  Dot: 'sysDash',
  RoundDot: 'sysDot',
};
const FROM_DASHES = Object.fromEntries(Object.entries(DASHES).map(([office, file]) => [file, office]));
export const EMU_PER_POINT = 12_700;

const solid = (color: string): string =>
  `<a:solidFill><a:srgbClr val="${color.replace('#', '').toUpperCase()}"/></a:solidFill>`;

function lineMarkup({ color, weight, style }: ChartLine): string {
  if (style === 'None') return '<a:ln><a:noFill/></a:ln>';
  if (color === undefined && weight === undefined && style === undefined) return '';
  const width = weight === undefined ? '' : ` w="${Math.round(weight * EMU_PER_POINT)}"`;
  const dash = style === undefined ? undefined : DASHES[style];
  return (
    `<a:ln${width}${style === 'RoundDot' ? ' cap="rnd"' : ''}>` +
    (color === undefined ? '' : solid(color)) +
    (dash === undefined ? '' : `<a:prstDash val="${dash}"/>`) +
    '<a:round/></a:ln>'
  );
}

const fillMarkup = ({ color }: ChartFill): string =>
  color === undefined ? '' : color === null ? '<a:noFill/>' : solid(color);

export function shapeMarkup(fill: ChartFill, line: ChartLine): string {
  const inner = fillMarkup(fill) + lineMarkup(line);
  return inner === '' ? '' : `<c:spPr>${inner}</c:spPr>`;
}

const runProperties = (tag: string, { size, color, bold }: ChartFont): string => {
  const attributes =
    (size === undefined ? '' : ` sz="${Math.round(size * 100)}"`) + (bold === undefined ? '' : ` b="${bold ? 1 : 0}"`);
  return `<a:${tag}${attributes}>${color === undefined ? '' : solid(color)}</a:${tag}>`;
};

const isPlain = ({ size, color, bold }: ChartFont): boolean =>
  size === undefined && color === undefined && bold === undefined;

/** The letters of a part of the chart; nothing when they are as everywhere in it. */
export const textMarkup = (font: ChartFont): string => (isPlain(font) ? '' : paragraph('<a:bodyPr/>', font));

/** Labels of an axis: turned as there is room for them (Excel's own mark for that). */
export const labelMarkup = (font: ChartFont): string =>
  isPlain(font) ? '' : paragraph('<a:bodyPr rot="-60000000" vert="horz"/>', font);

const paragraph = (body: string, font: ChartFont): string =>
  `<c:txPr>${body}<a:lstStyle/><a:p><a:pPr>${runProperties('defRPr', font)}</a:pPr>` +
  '<a:endParaRPr lang="en-US"/></a:p></c:txPr>';

export const titleMarkup = (text: string, font: ChartFont, upright = true): string =>
  `<c:title><c:tx><c:rich><a:bodyPr${upright ? '' : ' rot="-5400000" vert="horz"'}/><a:lstStyle/><a:p><a:pPr>` +
  runProperties('defRPr', font) +
  `</a:pPr><a:r>${runProperties('rPr', font)}<a:t>${elementText(text)}</a:t></a:r></a:p></c:rich></c:tx>` +
  '<c:overlay val="0"/></c:title>';

export const formatMarkup = (format: string | null): string =>
  `<c:numFmt formatCode="${attributeText(format ?? 'General')}" sourceLinked="${format === null ? 1 : 0}"/>`;

// ---- reading --------------------------------------------------------------------------------------------------------

const colourIn = (markup: string): string | undefined => {
  const value = element(element(markup, 'solidFill')?.inner ?? '', 'srgbClr')?.attributes['val'];
  return value === undefined ? undefined : `#${value.toUpperCase()}`;
};

/** Of the `spPr` that belongs to a part itself; theme colours stay automatic. */
export function readShape(markup: string): { fill: ChartFill; line: ChartLine } {
  const shape = element(markup, 'spPr')?.inner ?? '';
  const ln = element(shape, 'ln');
  const outside = shape.replace(/<a:ln[\s>][\s\S]*?<\/a:ln>|<a:ln[^>]*\/>/, '');
  const fill: ChartFill = {};
  const color = colourIn(outside);
  if (element(outside, 'noFill')) fill.color = null;
  else if (color !== undefined) fill.color = color;
  return { fill, line: ln ? readLine(ln.attributes['w'], ln.inner) : {} };
}

function readLine(width: string | undefined, inner: string): ChartLine {
  if (element(inner, 'noFill')) return { style: 'None' };
  const line: ChartLine = {};
  const color = colourIn(inner);
  if (color !== undefined) line.color = color;
  if (width !== undefined) line.weight = Number(width) / EMU_PER_POINT;
  const style = FROM_DASHES[element(inner, 'prstDash')?.attributes['val'] ?? ''];
  if (style !== undefined) line.style = style;
  return line;
}

/** Of `txPr` or of the first paragraph of a title. */
export function readFont(markup: string): ChartFont {
  const properties = element(markup, 'defRPr');
  if (!properties) return {};
  const font: ChartFont = {};
  const { sz, b } = properties.attributes;
  if (sz !== undefined) font.size = Number(sz) / 100;
  if (b !== undefined) font.bold = isOn(b);
  const color = colourIn(properties.inner);
  if (color !== undefined) font.color = color;
  return font;
}

export const readTitle = (markup: string): string => {
  let text = '';
  for (const match of markup.matchAll(/<a:t(?:\s[^>]*)?>([^<]*)<\/a:t>/g)) text += plainText(match[1] ?? '');
  return text;
};
