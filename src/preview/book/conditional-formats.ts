import type { IConditionFormattingRule } from '@univerjs/sheets-conditional-formatting';
import { MAX_ROWS, type Area } from './address';
import { translateStructured } from './structured';
import type { HostWorkbook, PlacedConditionalFormat } from './workbook';

/** Univer's operators by Excel's. */
const NUMBER_OPERATORS: Record<string, string> = {
  GreaterThan: 'greaterThan',
  GreaterThanOrEqual: 'greaterThanOrEqual',
  LessThan: 'lessThan',
  LessThanOrEqual: 'lessThanOrEqual',
  EqualTo: 'equal',
  NotEqualTo: 'notEqual',
  Between: 'between',
  NotBetween: 'notBetween',
};

const TEXT_OPERATORS: Record<string, string> = {
  Contains: 'containsText',
  NotContains: 'notContainsText',
  BeginsWith: 'beginsWith',
  EndsWith: 'endsWith',
};

/** Draws a sheet's conditional formats anew in the grid; the host's list is the truth. */
export function drawConditionalFormats(wb: HostWorkbook, sheetId: string): void {
  const sheet = wb.book.sheet(sheetId);
  wb.book.asHost(() => {
    sheet.clearConditionalFormatRules();
    for (const item of [...wb.state(sheetId).conditionalFormats].reverse()) {
      const rule = ruleOf(wb, sheetId, item);
      if (rule) sheet.addConditionalFormattingRule(rule as unknown as IConditionFormattingRule);
    }
  });
}

function ruleOf(wb: HostWorkbook, sheetId: string, { id, area, format }: PlacedConditionalFormat): object | null {
  const rule = highlightOf(wb, sheetId, area, format);
  if (!rule) return null;
  const style = {
    ...(format.fillColor ? { bg: { rgb: format.fillColor } } : {}),
    ...(format.fontColor ? { cl: { rgb: format.fontColor } } : {}),
    ...(format.bold ? { bl: 1 } : {}),
  };
  const lastRow = area.rows === MAX_ROWS ? wb.book.sheet(sheetId).getMaxRows() - 1 : area.row + area.rows - 1;
  const range = {
    startRow: area.row,
    endRow: lastRow,
    startColumn: area.column,
    endColumn: area.column + area.columns - 1,
  };
  return { cfId: id, ranges: [range], stopIfTrue: false, rule: { type: 'highlightCell', style, ...rule } };
}

function highlightOf(
  wb: HostWorkbook,
  sheetId: string,
  area: Area,
  format: PlacedConditionalFormat['format'],
): object | null {
  if (format.kind === 'custom') {
    if (!format.formula) return null;
    return {
      subType: 'formula',
      value: translateStructured(format.formula, wb.lookup(sheetId, area.row, area.column)),
    };
  }
  if (format.kind === 'containsText') {
    if (!format.text) return null;
    return {
      subType: 'text',
      operator: TEXT_OPERATORS[format.operator ?? 'Contains'] ?? 'containsText',
      value: format.text,
    };
  }
  const operator = NUMBER_OPERATORS[format.operator ?? ''];
  if (!operator || !format.formula) return null;
  const first = format.formula.replace(/^=/, '');
  const quoted = /^"(.*)"$/s.exec(first);
  if (quoted) return { subType: 'text', operator: operator === 'equal' ? 'equal' : 'notEqual', value: quoted[1] };
  const value = Number(first);
  if (Number.isNaN(value)) return null;
  const between = operator === 'between' || operator === 'notBetween';
  return {
    subType: 'number',
    operator,
    value: between ? [value, Number((format.formula2 ?? '').replace(/^=/, ''))] : value,
  };
}
