import { wireName, type ClassDeclaration } from '../executor/declare';
import { openTestWorkbook, type TestWorkbook } from '../testing/open';
import { workbookClass } from './workbook';
import { worksheetClass, worksheetsClass } from './worksheets';
import { rangeClass } from './range';
import { rangeFormatClass } from './range-format';
import { dataValidationClass } from './data-validation';
import { conditionalFormatsClass } from './conditional-formats';
import { columnFilterClass } from './table-filter';
import { tableClass, tableColumnClass, tablesClass } from './tables';
import { namesClass } from './names';
import { pageLayoutClass } from './page-layout';
import { chartClass, chartsClass } from './charts';
import { seriesClass, seriesCollectionClass } from './chart-series';
import { axesClass, axisClass } from './chart-axes';
import { borderClass, fillClass, fontClass, lineClass } from './chart-format';

// The independent origin is the library itself: what its classes send over the wire.
let wb: TestWorkbook;
beforeAll(async () => {
  wb = await openTestWorkbook();
});
afterAll(() => wb.dispose());

const classes: ClassDeclaration<never>[] = [
  workbookClass,
  worksheetClass,
  worksheetsClass,
  rangeClass,
  rangeFormatClass,
  dataValidationClass,
  conditionalFormatsClass,
  columnFilterClass,
  tableClass,
  tableColumnClass,
  tablesClass,
  namesClass,
  pageLayoutClass,
  chartsClass,
  chartClass,
  seriesCollectionClass,
  seriesClass,
  axesClass,
  axisClass,
  lineClass,
  borderClass,
  fillClass,
  fontClass,
];

test.each(classes.map((type) => [type.name, type] as const))('every member of %s is one of office.js', (name, type) => {
  const prototype = wb.page.window['Excel'][name].prototype;
  const names: string[] = prototype._scalarPropertyNames ?? [];
  const scalars = new Map(names.map((one, index) => [one, prototype._scalarPropertyOriginalNames[index] as string]));
  for (const [member, { kind }] of Object.entries(type.members)) {
    // `_getObjectByReference` is how the executor itself finds a kept range.
    if (member === '_getObjectByReference') continue;
    const descriptor = Object.getOwnPropertyDescriptor(prototype, member);
    expect([member, descriptor !== undefined]).toEqual([member, true]);
    expect([member, typeof descriptor!.value === 'function']).toEqual([member, kind === 'method']);
    const sent = descriptor!.value ?? descriptor!.get;
    if (kind !== 'scalar') expect(String(sent)).toContain(`"${wireName(member)}"`);
    else expect([member, scalars.get(member)]).toEqual([member, wireName(member)]);
  }
});

test('a writable property is writable in office.js, and the other way round nothing is hidden', () => {
  const readonly = classes.flatMap((type) =>
    Object.entries(type.members)
      .filter(([, member]) => member.kind === 'scalar' && member.put !== undefined)
      .filter(([member]) => {
        const descriptor = Object.getOwnPropertyDescriptor(wb.page.window['Excel'][type.name].prototype, member);
        return descriptor !== undefined && descriptor.set === undefined;
      })
      .map(([member]) => `${type.name}.${member}`),
  );
  expect(readonly).toEqual([]);
});
