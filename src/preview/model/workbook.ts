import { declareClass, method, navigation, Remote, scalar } from '../executor/declare';
import { RichError } from '../executor/errors';
import { markAllFormulasDirty, setManualCalculation } from '../book/calculation-mode';
import type { HostWorkbook } from '../book/workbook';
import { namesClass } from './names';
import { rangeAreasClass, rangeClass, rangeOf, type RangeTarget } from './range';
import { tablesClass } from './tables';
import { worksheetsClass } from './worksheets';

const applicationClass = declareClass<null>({
  name: 'Application',
  members: {
    calculationMode: scalar(
      'ExcelApi 1.1',
      (_target, { workbook }) => (workbook.book.calculation.manual ? 'Manual' : 'Automatic'),
      (_target, value, { workbook }) => setManualCalculation(workbook, value === 'Manual'),
    ),
    calculationState: scalar('ExcelApi 1.9', (_target, { workbook }) =>
      workbook.book.calculation.isBusy ? 'Pending' : 'Done',
    ),
    calculate: method('ExcelApi 1.1', (_target, _args, { workbook }) => markAllFormulasDirty(workbook)),
    // The engine waits a while after the last write before it calculates, so there is nothing to suspend.
    suspendApiCalculationUntilNextSync: method('ExcelApi 1.6', (_application, _args, { workbook }) => {
      workbook.book.calculation.suspend();
    }),
    suspendScreenUpdatingUntilNextSync: method('ExcelApi 1.9', () => undefined),
  },
});

interface SettingTarget {
  key: string;
}

const settingClass = declareClass<SettingTarget>({
  name: 'Setting',
  id: ({ key }) => key,
  members: {
    key: scalar('ExcelApi 1.4', ({ key }) => key),
    value: scalar(
      'ExcelApi 1.4',
      ({ key }, { workbook }) => workbook.settings.get(key) ?? null,
      ({ key }, value, { workbook }) => {
        workbook.settings.set(key, value);
      },
    ),
    delete: method('ExcelApi 1.4', ({ key }, _args, { workbook }) => {
      workbook.settings.delete(key);
    }),
  },
});

const settingObject = (key: string): Remote<SettingTarget> => new Remote(settingClass, { key });

const settingsClass = declareClass<null>({
  name: 'SettingCollection',
  items: (_target, { workbook }) => [...workbook.settings.keys()].map(settingObject),
  item: (_target, key, { workbook }) => (workbook.settings.has(String(key)) ? settingObject(String(key)) : null),
  members: {
    getCount: method('ExcelApi 1.4', (_target, _args, { workbook }) => workbook.settings.size),
    getItemOrNullObject: method('ExcelApi 1.4', (_target, [key], { workbook }) =>
      workbook.settings.has(String(key)) ? settingObject(String(key)) : null,
    ),
    add: method('ExcelApi 1.4', (_target, [key, value], { workbook }) => {
      workbook.settings.set(String(key), value);
      return settingObject(String(key));
    }),
  },
});

function referencedAreas(id: unknown, wb: HostWorkbook): Remote | null {
  const target = wb.areaReferences.get(String(id));
  return target ? new Remote(rangeAreasClass, target) : null;
}

function referenced(id: unknown, wb: { references: Map<string, unknown> }): Remote<RangeTarget> | null {
  const range = wb.references.get(String(id)) as RangeTarget | undefined;
  return range ? new Remote(rangeClass, range) : null;
}

export const workbookClass = declareClass<null>({
  name: 'Workbook',
  members: {
    name: scalar('ExcelApi 1.7', () => 'Book1.xlsx'),
    worksheets: navigation('ExcelApi 1.1', () => new Remote(worksheetsClass, null)),
    tables: navigation('ExcelApi 1.1', () => new Remote(tablesClass, { sheetId: null })),
    names: navigation('ExcelApi 1.1', () => new Remote(namesClass, { sheetId: null })),
    settings: navigation('ExcelApi 1.4', () => new Remote(settingsClass, null)),
    application: navigation('ExcelApi 1.1', () => new Remote(applicationClass, null)),
    getSelectedRange: method('ExcelApi 1.1', (_target, _args, { workbook }) =>
      rangeOf(workbook.selection.sheetId, { ...workbook.selection.area }),
    ),
    getActiveCell: method('ExcelApi 1.7', (_target, _args, { workbook }) =>
      rangeOf(workbook.selection.sheetId, { ...workbook.selection.area, rows: 1, columns: 1 }),
    ),
    _RemoveReference: method('ExcelApi 1.1', (_target, [id], { workbook }) => {
      workbook.references.delete(String(id));
      workbook.areaReferences.delete(String(id));
    }),
    _RemoveAllReferences: method('ExcelApi 1.1', (_target, _args, { workbook }) => {
      workbook.references.clear();
      workbook.areaReferences.clear();
    }),
    _getObjectByReference: method('ExcelApi 1.1', (_target, [id], { workbook }) => {
      const range = referenced(id, workbook) ?? referencedAreas(id, workbook);
      if (!range) throw new RichError('InvalidReference');
      return range;
    }),
    _GetRangeForEventByReferenceId: method('ExcelApi 1.8', (_target, [id], { workbook }) => {
      const range = referenced(id, workbook);
      if (!range) throw new RichError('ItemNotFound');
      return range;
    }),
    _GetRangeOrNullObjectForEventByReferenceId: method('ExcelApi 1.8', (_target, [id], { workbook }) =>
      referenced(id, workbook),
    ),
    _SetOsfControlContainerReadyForCustomFunctions: method('CustomFunctions 1.1', (_target, _args, { services }) =>
      services.functionsReady(),
    ),
  },
});
