import { declareClass, method, Remote, scalar } from '../executor/declare';
import { RichError } from '../executor/errors';
import { splitSheet, tryParseArea } from '../book/address';
import { addName, deleteName } from '../book/defined-names';
import type { DefinedName, HostWorkbook } from '../book/workbook';
import { addressOf, rangeOf, type RangeTarget } from './range';

export interface NamesTarget {
  /** the sheet the collection belongs to; null: the workbook. Names are kept for the workbook alone. */
  sheetId: string | null;
}

interface NameTarget {
  key: string;
}

const find = (wb: HostWorkbook, name: unknown): DefinedName | undefined => wb.names.get(String(name).toLowerCase());

function nameOf({ key }: NameTarget, wb: HostWorkbook): DefinedName {
  const name = wb.names.get(key);
  if (!name) throw new RichError('ItemNotFound');
  return name;
}

function rangeOfName(name: DefinedName, wb: HostWorkbook): Remote<RangeTarget> | null {
  const { sheet, rest } = splitSheet(name.formula.replace(/^=/, ''));
  const area = tryParseArea(rest);
  const sheetId = sheet === null ? null : wb.findSheet(sheet);
  return area && sheetId ? rangeOf(sheetId, area) : null;
}

const nameClass = declareClass<NameTarget>({
  name: 'NamedItem',
  id: (target, { workbook }) => nameOf(target, workbook).name,
  members: {
    name: scalar('ExcelApi 1.1', (target, { workbook }) => nameOf(target, workbook).name),
    formula: scalar('ExcelApi 1.7', (target, { workbook }) => nameOf(target, workbook).formula),
    value: scalar('ExcelApi 1.1', (target, { workbook }) => nameOf(target, workbook).formula.replace(/^=/, '')),
    type: scalar('ExcelApi 1.1', (target, { workbook }) =>
      rangeOfName(nameOf(target, workbook), workbook) ? 'Range' : 'String',
    ),
    scope: scalar('ExcelApi 1.4', () => 'Workbook'),
    comment: scalar(
      'ExcelApi 1.4',
      (target, { workbook }) => nameOf(target, workbook).comment,
      (target, value, { workbook }) => {
        nameOf(target, workbook).comment = String(value);
      },
    ),
    visible: scalar(
      'ExcelApi 1.1',
      (target, { workbook }) => nameOf(target, workbook).visible,
      (target, value, { workbook }) => {
        nameOf(target, workbook).visible = value === true;
      },
    ),
    getRange: method('ExcelApi 1.1', (target, _args, { workbook }) => {
      const range = rangeOfName(nameOf(target, workbook), workbook);
      if (!range) throw new RichError('ItemNotFound');
      return range;
    }),
    getRangeOrNullObject: method('ExcelApi 1.4', (target, _args, { workbook }) =>
      rangeOfName(nameOf(target, workbook), workbook),
    ),
    delete: method('ExcelApi 1.4', (target, _args, { workbook }) => deleteName(workbook, nameOf(target, workbook))),
  },
});

const nameObject = (name: DefinedName): Remote<NameTarget> => new Remote(nameClass, { key: name.name.toLowerCase() });

export const namesClass = declareClass<NamesTarget>({
  name: 'NamedItemCollection',
  items: ({ sheetId }, { workbook }) => (sheetId === null ? [...workbook.names.values()].map(nameObject) : []),
  item: (_target, key, { workbook }) => {
    const name = find(workbook, key);
    return name ? nameObject(name) : null;
  },
  members: {
    getCount: method('ExcelApi 1.4', ({ sheetId }, _args, { workbook }) =>
      sheetId === null ? workbook.names.size : 0,
    ),
    getItemOrNullObject: method('ExcelApi 1.4', (_target, [key], { workbook }) => {
      const name = find(workbook, key);
      return name ? nameObject(name) : null;
    }),
    add: method('ExcelApi 1.4', ({ sheetId }, [name, reference, comment], { workbook }) => {
      if (sheetId !== null) throw new RichError('ApiNotFound', 'The preview keeps names for the whole workbook only.');
      const formula =
        reference instanceof Remote
          ? `=${addressOf(workbook, reference.target as RangeTarget)}`
          : String(reference).startsWith('=')
            ? String(reference)
            : `=${String(reference)}`;
      return nameObject(addName(workbook, String(name), formula, comment ? String(comment) : ''));
    }),
  },
});
