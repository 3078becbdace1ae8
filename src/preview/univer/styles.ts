import { WrapStrategy, type IStyleData, type Nullable } from '@univerjs/core';
import type { BookStyle } from '../types';

const HORIZONTAL: readonly ('' | 'left' | 'center' | 'right')[] = ['', 'left', 'center', 'right'];
const VERTICAL: readonly ('' | 'top' | 'middle' | 'bottom')[] = ['', 'top', 'middle', 'bottom'];

/** Thin solid line in Univer's border styles. */
const THIN = 1;

const border = (color: string | undefined): { s: number; cl: { rgb: string } } | null =>
  color ? { s: THIN, cl: { rgb: color } } : null;

/** Univer's style record of ours. A member left out of `style` is left out of the answer. */
export function toUniverStyle(style: BookStyle): IStyleData {
  const bd: Record<string, unknown> = {};
  if (style.borderLeft) bd['l'] = border(style.borderLeft);
  if (style.borderBottom) bd['b'] = border(style.borderBottom);
  return {
    ...(style.numberFormat && style.numberFormat !== 'General' ? { n: { pattern: style.numberFormat } } : {}),
    ...(style.bold ? { bl: 1 } : {}),
    ...(style.italic ? { it: 1 } : {}),
    ...(style.fontSize ? { fs: style.fontSize } : {}),
    ...(style.fontColor ? { cl: { rgb: style.fontColor } } : {}),
    ...(style.fillColor ? { bg: { rgb: style.fillColor } } : {}),
    ...(style.wrap ? { tb: WrapStrategy.WRAP } : {}),
    ...(style.horizontal ? { ht: HORIZONTAL.indexOf(style.horizontal) } : {}),
    ...(style.vertical ? { vt: VERTICAL.indexOf(style.vertical) } : {}),
    ...(Object.keys(bd).length > 0 ? { bd } : {}),
  } as IStyleData;
}

export function fromUniverStyle(data: Nullable<IStyleData>): BookStyle {
  if (!data) return {};
  const left = data.bd?.l?.cl?.rgb;
  const bottom = data.bd?.b?.cl?.rgb;
  const horizontal = HORIZONTAL[data.ht ?? 0];
  const vertical = VERTICAL[data.vt ?? 0];
  return {
    ...(data.n?.pattern ? { numberFormat: data.n.pattern } : {}),
    ...(data.bl ? { bold: true } : {}),
    ...(data.it ? { italic: true } : {}),
    ...(data.fs ? { fontSize: data.fs } : {}),
    ...(data.cl?.rgb ? { fontColor: data.cl.rgb } : {}),
    ...(data.bg?.rgb ? { fillColor: data.bg.rgb } : {}),
    ...(data.tb === WrapStrategy.WRAP ? { wrap: true } : {}),
    ...(horizontal ? { horizontal } : {}),
    ...(vertical ? { vertical } : {}),
    ...(left ? { borderLeft: left } : {}),
    ...(bottom ? { borderBottom: bottom } : {}),
  };
}
