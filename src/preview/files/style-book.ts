import type { CellStyle, Workbook } from 'hucre';
import type { BookStyle } from '../types';
import { fromFileStyle, toFileStyle, type DefaultFont } from './styles';

/** File styles by book style, made once each: hucre compares styles by content for every cell otherwise twice. */
export class StyleBook {
  private readonly made = new Map<string, CellStyle>();

  constructor(
    private readonly styles: readonly BookStyle[],
    private readonly font: DefaultFont,
  ) {}

  get(index: number | undefined, quoted: boolean): CellStyle | undefined {
    if (index === undefined && !quoted) return undefined;
    const key = `${index ?? ''}${quoted ? 'q' : ''}`;
    const known = this.made.get(key);
    if (known) return known;
    const style = toFileStyle((index === undefined ? undefined : this.styles[index]) ?? {}, this.font, quoted);
    this.made.set(key, style);
    return style;
  }

  isTextFormat(index: number | undefined): boolean {
    return index !== undefined && this.styles[index]?.numberFormat === '@';
  }
}

/** Book styles, each once. */
export class StyleTable {
  readonly list: BookStyle[] = [];
  private readonly byContent = new Map<string, number>();
  private readonly defaultSize: number;

  constructor(private readonly workbook: Workbook) {
    this.defaultSize = workbook.defaultFont?.size ?? 11;
  }

  index(style: CellStyle | undefined): number | undefined {
    if (!style) return undefined;
    const own = fromFileStyle(style, this.defaultSize, this.workbook.themeColors);
    if (Object.keys(own).length === 0) return undefined;
    const content = JSON.stringify(own);
    const known = this.byContent.get(content);
    if (known !== undefined) return known;
    this.byContent.set(content, this.list.length);
    return this.list.push(own) - 1;
  }
}
