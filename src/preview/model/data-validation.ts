import { declareClass, method, scalar } from '../executor/declare';
import { intersect, type Area } from '../book/address';
import type { PlacedValidation } from '../book/workbook';
import { areaOf, type RangeTarget } from './range';
import type { ModelContext } from './context';

const sameArea = (a: Area, b: Area): boolean =>
  a.row === b.row && a.column === b.column && a.rows === b.rows && a.columns === b.columns;

const find = (range: RangeTarget, { workbook }: ModelContext): PlacedValidation | undefined => {
  const area = areaOf(range);
  const all = workbook.state(range.sheetId).validations;
  return all.findLast((item) => sameArea(item.area, area)) ?? all.findLast((item) => intersect(item.area, area));
};

function update(range: RangeTarget, { workbook }: ModelContext, change: Partial<PlacedValidation>): void {
  workbook.requireWritable(range.sheetId);
  const area = areaOf(range);
  const { validations } = workbook.state(range.sheetId);
  const index = validations.findIndex((item) => sameArea(item.area, area));
  const before = validations[index] ?? { area, rule: {}, prompt: {}, errorAlert: {} };
  const after = { ...before, ...change };
  if (index >= 0) validations[index] = after;
  else validations.push(after);
}

const kindOf = ({ rule }: PlacedValidation): string => {
  const kind = Object.keys(rule)[0];
  return kind ? kind[0]!.toUpperCase() + kind.slice(1) : 'None';
};

/** One rule for all cells, a rule for some of them (MixedCriteria), or several rules (Inconsistent). */
function typeOf(range: RangeTarget, { workbook }: ModelContext): string {
  const area = areaOf(range);
  const touching = workbook.state(range.sheetId).validations.filter((item) => intersect(item.area, area));
  const [last] = touching.slice(-1);
  if (!last) return 'None';
  const part = intersect(last.area, area)!;
  if (part.rows === area.rows && part.columns === area.columns) return kindOf(last);
  return touching.length === 1 ? 'MixedCriteria' : 'Inconsistent';
}

/** Input prompts and lists. They are kept and saved; the preview does not check what is typed against them. */
export const dataValidationClass = declareClass<RangeTarget>({
  name: 'DataValidation',
  members: {
    rule: scalar(
      'ExcelApi 1.8',
      (range, context) => find(range, context)?.rule ?? {},
      (range, value, context) => update(range, context, { rule: value as Record<string, unknown> }),
    ),
    prompt: scalar(
      'ExcelApi 1.8',
      (range, context) => find(range, context)?.prompt ?? {},
      (range, value, context) => update(range, context, { prompt: value as PlacedValidation['prompt'] }),
    ),
    errorAlert: scalar(
      'ExcelApi 1.8',
      (range, context) => find(range, context)?.errorAlert ?? {},
      (range, value, context) => update(range, context, { errorAlert: value as Record<string, unknown> }),
    ),
    ignoreBlanks: scalar(
      'ExcelApi 1.8',
      () => true,
      () => undefined,
    ),
    type: scalar('ExcelApi 1.8', typeOf),
    clear: method('ExcelApi 1.8', (range, _args, { workbook }) => {
      workbook.requireWritable(range.sheetId);
      const state = workbook.state(range.sheetId);
      const area = areaOf(range);
      state.validations = state.validations.filter((item) => !intersect(item.area, area));
    }),
  },
});
