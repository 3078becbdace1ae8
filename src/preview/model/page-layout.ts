import { declareClass, method, navigation, Remote, scalar } from '../executor/declare';
import { MAX_COLUMNS } from '../book/address';
import type { PageSetup } from '../book/workbook';
import { areaOf, rangeArgument } from './range';
import type { WorksheetTarget } from './worksheets';
import type { ModelContext } from './context';

function page({ id }: WorksheetTarget, { workbook }: ModelContext): PageSetup {
  return workbook.state(id).page;
}

function change(target: WorksheetTarget, context: ModelContext, patch: Partial<PageSetup>): void {
  const state = context.workbook.state(target.id);
  state.page = { ...state.page, ...patch };
  state.pageTouched = true;
}

const setting = <K extends 'orientation' | 'zoom' | 'paperSize' | 'centerHorizontally'>(key: K) =>
  scalar<WorksheetTarget>(
    'ExcelApi 1.9',
    (target, context) => page(target, context)[key],
    (target, value, context) => change(target, context, { [key]: value } as Partial<PageSetup>),
  );

const headerPart = (where: 'header' | 'footer', part: 'left' | 'center' | 'right') =>
  scalar<WorksheetTarget>(
    'ExcelApi 1.9',
    (target, context) => page(target, context)[where][part],
    (target, value, context) =>
      change(target, context, { [where]: { ...page(target, context)[where], [part]: String(value) } }),
  );

const allPagesClass = declareClass<WorksheetTarget>({
  name: 'HeaderFooter',
  members: {
    leftHeader: headerPart('header', 'left'),
    centerHeader: headerPart('header', 'center'),
    rightHeader: headerPart('header', 'right'),
    leftFooter: headerPart('footer', 'left'),
    centerFooter: headerPart('footer', 'center'),
    rightFooter: headerPart('footer', 'right'),
  },
});

const headersFootersClass = declareClass<WorksheetTarget>({
  name: 'HeaderFooterGroup',
  members: { defaultForAllPages: navigation('ExcelApi 1.9', (target) => new Remote(allPagesClass, target)) },
});

/** How the sheet prints. Kept and saved; the preview prints nothing. */
export const pageLayoutClass = declareClass<WorksheetTarget>({
  name: 'PageLayout',
  members: {
    orientation: setting('orientation'),
    zoom: setting('zoom'),
    paperSize: setting('paperSize'),
    centerHorizontally: setting('centerHorizontally'),
    headersFooters: navigation('ExcelApi 1.9', (target) => new Remote(headersFootersClass, target)),
    setPrintArea: method('ExcelApi 1.9', (target, [range], context) =>
      change(target, context, { printArea: { ...areaOf(rangeArgument(context.workbook, target.id, range)) } }),
    ),
    setPrintTitleRows: method('ExcelApi 1.9', (target, [range], context) => {
      const { row, rows } = areaOf(rangeArgument(context.workbook, target.id, range));
      change(target, context, { printTitleRows: { row, rows, column: 0, columns: MAX_COLUMNS } });
    }),
  },
});
