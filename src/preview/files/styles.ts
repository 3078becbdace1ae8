import type { AlignmentStyle, BorderSide, CellStyle, Color } from 'hucre';
import type { BookStyle } from '../types';

export interface DefaultFont {
  name: string;
  size: number;
}

const color = (hexColor: string): Color => ({ rgb: hexColor.replace('#', '').toUpperCase() });
const side = (hexColor: string): BorderSide => ({ style: 'thin', color: color(hexColor) });

/**
 * A style as hucre writes it. Every style names its font: an unnamed one would fall back to whatever the reader likes.
 * @param quoted the cell holds text that Excel would read as something else when the user edits it. The mark is
 *   `locked`, which is the default anyway; the package patch turns it into quotePrefix.
 */
export function toFileStyle(style: BookStyle, font: DefaultFont, quoted: boolean): CellStyle {
  const result: CellStyle = {
    font: {
      name: font.name,
      size: style.fontSize ?? font.size,
      ...(style.bold ? { bold: true } : {}),
      ...(style.italic ? { italic: true } : {}),
      ...(style.fontColor ? { color: color(style.fontColor) } : {}),
    },
  };
  if (style.numberFormat && style.numberFormat !== 'General') result.numFmt = style.numberFormat;
  if (style.fillColor) result.fill = { type: 'pattern', pattern: 'solid', fgColor: color(style.fillColor) };
  const alignment: AlignmentStyle = {};
  if (style.horizontal) alignment.horizontal = style.horizontal;
  if (style.vertical) alignment.vertical = style.vertical === 'middle' ? 'center' : style.vertical;
  if (style.wrap) alignment.wrapText = true;
  if (Object.keys(alignment).length > 0) result.alignment = alignment;
  if (style.borderLeft || style.borderBottom) {
    result.border = {
      ...(style.borderLeft ? { left: side(style.borderLeft) } : {}),
      ...(style.borderBottom ? { bottom: side(style.borderBottom) } : {}),
    };
  }
  if (quoted) result.protection = { locked: true };
  return result;
}

/** Theme colours by index, without "#", as the reader resolved them. */
export type Palette = readonly string[] | undefined;

/** Excel swaps the first two pairs: theme 0 is the light colour, 1 the dark one. */
const THEME_ORDER = [1, 0, 3, 2];

function tinted(rgb: string, tint: number): string {
  const channels = [0, 2, 4].map((at) => parseInt(rgb.slice(at, at + 2), 16));
  return channels
    .map((value) => (tint < 0 ? value * (1 + tint) : value + (255 - value) * tint))
    .map((value) => Math.round(value).toString(16).padStart(2, '0'))
    .join('');
}

export function colorText(source: Color | undefined, palette: Palette): string | undefined {
  if (!source) return undefined;
  let rgb = source.rgb?.slice(-6);
  if (!rgb && source.theme !== undefined) rgb = palette?.[THEME_ORDER[source.theme] ?? source.theme];
  if (!rgb || !/^[0-9a-f]{6}$/i.test(rgb)) return undefined;
  return `#${(source.tint ? tinted(rgb, source.tint) : rgb).toUpperCase()}`;
}

const HORIZONTAL = new Set(['left', 'center', 'right']);

/** The part of a file's style that a book holds; the rest is dropped. */
export function fromFileStyle(style: CellStyle, defaultSize: number, palette: Palette): BookStyle {
  const result: BookStyle = {};
  const { font, fill, alignment, border } = style;
  if (style.numFmt && style.numFmt !== 'General') result.numberFormat = style.numFmt;
  if (font?.bold) result.bold = true;
  if (font?.italic) result.italic = true;
  if (font?.size !== undefined && font.size !== defaultSize) result.fontSize = font.size;
  // theme colour 1 without a tint is "automatic"
  const fontColor = font?.color?.theme === 1 && !font.color.tint ? undefined : colorText(font?.color, palette);
  if (fontColor) result.fontColor = fontColor;
  if (fill?.type === 'pattern' && fill.pattern === 'solid') {
    const fillColor = colorText(fill.fgColor, palette);
    if (fillColor) result.fillColor = fillColor;
  }
  if (alignment?.wrapText) result.wrap = true;
  if (alignment?.horizontal && HORIZONTAL.has(alignment.horizontal))
    result.horizontal = alignment.horizontal as 'left' | 'center' | 'right';
  if (alignment?.vertical === 'center') result.vertical = 'middle';
  else if (alignment?.vertical === 'top' || alignment?.vertical === 'bottom') result.vertical = alignment.vertical;
  const edge = (from: BorderSide | undefined): string | undefined =>
    from && (colorText(from.color, palette) ?? '#000000');
  const left = edge(border?.left);
  const bottom = edge(border?.bottom);
  if (left) result.borderLeft = left;
  if (bottom) result.borderBottom = bottom;
  return result;
}
