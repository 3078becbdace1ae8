import type { BookTable } from '../types';
import { areaAddress, parseArea } from './addresses';
import type { NoteSink } from './notes';
import { attributeText, element, elements, isOn, plainText } from './xml';

const HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';

/** A table must have a data row in a file, even an empty one; a table of headings only makes Excel repair the file. */
export function fileTableRange(table: BookTable): string {
  const area = parseArea(table.range);
  return areaAddress(area.bottom === area.top ? { ...area, bottom: area.top + 1 } : area);
}

/** The table part. Column ids are the book's own, so that they stay the same from save to save. */
export function writeTablePart(table: BookTable, id: number): string {
  const range = fileTableRange(table);
  const columns = table.columns
    .map((column) => `<tableColumn id="${column.id}" name="${attributeText(column.name)}"/>`)
    .join('');
  const hidden = table.showFilterButton ? '' : ' hiddenButton="1"';
  const filters = Object.entries(table.filter ?? {})
    .map(([index, texts]) => {
      const allowed = texts.filter((text) => text !== '').map((text) => `<filter val="${attributeText(text)}"/>`);
      const blank = texts.includes('') ? ' blank="1"' : '';
      return `<filterColumn colId="${index}"${hidden}><filters${blank}>${allowed.join('')}</filters></filterColumn>`;
    })
    .join('');
  const filter = table.showFilterButton || filters ? `<autoFilter ref="${range}">${filters}</autoFilter>` : '';
  const style = table.style === null ? '' : ` name="${attributeText(table.style)}"`;
  return (
    `${HEAD}<table xmlns="${MAIN}" id="${id}" name="${attributeText(table.name)}" displayName="${attributeText(table.name)}" ` +
    `ref="${range}" totalsRowShown="0">${filter}<tableColumns count="${table.columns.length}">${columns}</tableColumns>` +
    `<tableStyleInfo${style} showFirstColumn="0" showLastColumn="0" showRowStripes="${table.showBandedRows ? 1 : 0}" ` +
    'showColumnStripes="0"/></table>'
  );
}

export function readTablePart(xml: string, sheet: string, note: NoteSink): BookTable | null {
  const table = element(xml, 'table');
  if (!table?.attributes['ref']) return null;
  const { attributes, inner } = table;
  const name = plainText(attributes['displayName'] ?? attributes['name'] ?? '');
  let range = attributes['ref'] ?? '';
  if (Number(attributes['totalsRowCount'] ?? '0') > 0) {
    const area = parseArea(range);
    range = areaAddress({ ...area, bottom: area.bottom - 1 });
    note({
      sheet,
      address: range,
      en: `The total row of table ${name} is kept as ordinary cells.`,
      zh: `表 ${name} 的汇总行保留为普通单元格。`,
    });
  }
  const auto = element(inner, 'autoFilter');
  const filter: Record<number, string[]> = {};
  let buttonsHidden = false;
  for (const column of elements(auto?.inner ?? '', 'filterColumn')) {
    buttonsHidden ||= isOn(column.attributes['hiddenButton']);
    const filters = element(column.inner, 'filters');
    if (filters) {
      const allowed = [...elements(filters.inner, 'filter')].map((one) => plainText(one.attributes['val'] ?? ''));
      filter[Number(column.attributes['colId'])] = isOn(filters.attributes['blank']) ? [...allowed, ''] : allowed;
    } else if (column.inner.trim() !== '') {
      note({
        sheet,
        address: range,
        en: `A filter of table ${name} is not a list of values; its hidden rows stay hidden, the rule is not kept.`,
        zh: `表 ${name} 的某个筛选不是按值筛选：已隐藏的行仍隐藏，规则未保留。`,
      });
    }
  }
  const info = element(inner, 'tableStyleInfo');
  return {
    name,
    range,
    columns: [...elements(inner, 'tableColumn')].map((column) => ({
      id: Number(column.attributes['id']),
      name: plainText(column.attributes['name'] ?? ''),
    })),
    style: info?.attributes['name'] === undefined ? null : plainText(info.attributes['name']),
    showBandedRows: isOn(info?.attributes['showRowStripes']),
    showFilterButton: auto !== undefined && !buttonsHidden,
    ...(Object.keys(filter).length > 0 ? { filter } : {}),
  };
}
