import type { Sheet } from 'hucre';
import type { NoteSink } from './notes';

/** Tells what a foreign file has that a book does not hold. */
export function reportLosses(sheet: Sheet, note: NoteSink): void {
  const lost = (found: unknown[] | undefined, en: string, zh: string): void => {
    if (found && found.length > 0)
      note({
        sheet: sheet.name,
        en: `Not shown and not kept: ${en} (${found.length}).`,
        zh: `不显示也不保留：${zh}（${found.length}）。`,
      });
  };
  lost(sheet.images, 'pictures', '图片');
  lost(sheet.textBoxes, 'text boxes', '文本框');
  lost(sheet.pivotTables, 'pivot tables', '数据透视表');
  lost(sheet.slicers, 'slicers', '切片器');
  lost(sheet.sparklines, 'sparklines', '迷你图');
  lost(sheet.autoFilter ? [sheet.autoFilter] : [], 'filters outside tables', '表以外的筛选');
  const details = [...(sheet.cells?.values() ?? [])];
  lost(
    details.filter((cell) => cell.comment),
    'notes and comments',
    '批注',
  );
  lost(
    details.filter((cell) => cell.hyperlink),
    'links (their text stays)',
    '超链接（文字保留）',
  );
  lost(
    details.filter((cell) => cell.richText),
    'mixed formats inside one cell (its text stays)',
    '单元格内的混合格式（文字保留）',
  );
  const hidden = (sheet.columns ?? []).filter((column) => column.hidden && !column.outlineLevel);
  lost(hidden, 'hidden columns: they are visible here', '隐藏列：此处会显示');
}
