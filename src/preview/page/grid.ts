import '../univer/iterator-helpers';
import {
  LifecycleService,
  LifecycleStages,
  LocaleType,
  LogLevel,
  mergeLocales,
  Univer,
  type ILanguagePack,
} from '@univerjs/core';
import { FUniver } from '@univerjs/core/facade';
import DesignEn from '@univerjs/design/locale/en-US';
import DesignZh from '@univerjs/design/locale/zh-CN';
import { UniverDocsPlugin } from '@univerjs/docs';
import { UniverDocsUIPlugin } from '@univerjs/docs-ui';
import DocsUIEn from '@univerjs/docs-ui/locale/en-US';
import DocsUIZh from '@univerjs/docs-ui/locale/zh-CN';
import { UniverFormulaEnginePlugin } from '@univerjs/engine-formula';
import { UniverRenderEnginePlugin } from '@univerjs/engine-render';
import { UniverSheetsPlugin } from '@univerjs/sheets';
import { UniverSheetsConditionalFormattingPlugin } from '@univerjs/sheets-conditional-formatting';
import { UniverSheetsConditionalFormattingUIPlugin } from '@univerjs/sheets-conditional-formatting-ui';
import ConditionalEn from '@univerjs/sheets-conditional-formatting-ui/locale/en-US';
import ConditionalZh from '@univerjs/sheets-conditional-formatting-ui/locale/zh-CN';
import { UniverSheetsFilterPlugin } from '@univerjs/sheets-filter';
import { UniverSheetsFilterUIPlugin } from '@univerjs/sheets-filter-ui';
import FilterUIEn from '@univerjs/sheets-filter-ui/locale/en-US';
import FilterUIZh from '@univerjs/sheets-filter-ui/locale/zh-CN';
import FilterEn from '@univerjs/sheets-filter/locale/en-US';
import FilterZh from '@univerjs/sheets-filter/locale/zh-CN';
import { UniverSheetsFormulaPlugin } from '@univerjs/sheets-formula';
import { UniverSheetsFormulaUIPlugin } from '@univerjs/sheets-formula-ui';
import FormulaUIEn from '@univerjs/sheets-formula-ui/locale/en-US';
import FormulaUIZh from '@univerjs/sheets-formula-ui/locale/zh-CN';
import FormulaEn from '@univerjs/sheets-formula/locale/en-US';
import FormulaZh from '@univerjs/sheets-formula/locale/zh-CN';
import { UniverSheetsNumfmtPlugin } from '@univerjs/sheets-numfmt';
import { UniverSheetsNumfmtUIPlugin } from '@univerjs/sheets-numfmt-ui';
import NumfmtEn from '@univerjs/sheets-numfmt-ui/locale/en-US';
import NumfmtZh from '@univerjs/sheets-numfmt-ui/locale/zh-CN';
import { UniverSheetsSortPlugin } from '@univerjs/sheets-sort';
import { UniverSheetsSortUIPlugin } from '@univerjs/sheets-sort-ui';
import SortEn from '@univerjs/sheets-sort-ui/locale/en-US';
import SortZh from '@univerjs/sheets-sort-ui/locale/zh-CN';
import { UniverSheetsTablePlugin } from '@univerjs/sheets-table';
import { UniverSheetsTableUIPlugin } from '@univerjs/sheets-table-ui';
import TableUIEn from '@univerjs/sheets-table-ui/locale/en-US';
import TableUIZh from '@univerjs/sheets-table-ui/locale/zh-CN';
import TableEn from '@univerjs/sheets-table/locale/en-US';
import TableZh from '@univerjs/sheets-table/locale/zh-CN';
import { UniverSheetsUIPlugin } from '@univerjs/sheets-ui';
import SheetsUIEn from '@univerjs/sheets-ui/locale/en-US';
import SheetsUIZh from '@univerjs/sheets-ui/locale/zh-CN';
import SheetsEn from '@univerjs/sheets/locale/en-US';
import SheetsZh from '@univerjs/sheets/locale/zh-CN';
import { defaultTheme } from '@univerjs/themes';
import { UniverUIPlugin } from '@univerjs/ui';
import UIEn from '@univerjs/ui/locale/en-US';
import UIZh from '@univerjs/ui/locale/zh-CN';
import '@univerjs/sheets-ui/facade';
import '@univerjs/ui/facade';
import '../univer/facades';
import { bookFromUniver, type Book } from '../univer/book';
import type { Locale } from './words';
import './univer-styles';

/** Words of the grid's own menus. Later packs win, as in Univer's own presets. */
const packs: Record<Locale, ILanguagePack> = {
  'en-US': mergeLocales(
    DesignEn,
    UIEn,
    DocsUIEn,
    SheetsEn,
    SheetsUIEn,
    FormulaEn,
    FormulaUIEn,
    NumfmtEn,
    TableEn,
    TableUIEn,
    ConditionalEn,
    FilterEn,
    FilterUIEn,
    SortEn,
  ),
  'zh-CN': mergeLocales(
    DesignZh,
    UIZh,
    DocsUIZh,
    SheetsZh,
    SheetsUIZh,
    FormulaZh,
    FormulaUIZh,
    NumfmtZh,
    TableZh,
    TableUIZh,
    ConditionalZh,
    FilterZh,
    FilterUIZh,
    SortZh,
  ),
};

/** The workbook with a grid one can see and type into, in `container`, which must be in the document and empty.
 * It stays light in a dark theme, as Excel's sheets do: the colours an add-in writes are meant for white cells. */
export function createGridBook(container: HTMLElement, locale: Locale): Book {
  const type = locale === 'zh-CN' ? LocaleType.ZH_CN : LocaleType.EN_US;
  const univer = new Univer({
    locale: type,
    locales: { [type]: packs[locale] },
    theme: defaultTheme,
    logLevel: LogLevel.ERROR,
  });
  univer.registerPlugin(UniverRenderEnginePlugin);
  univer.registerPlugin(UniverFormulaEnginePlugin);
  univer.registerPlugin(UniverUIPlugin, { container, header: true, toolbar: false, footer: true, contextMenu: true });
  univer.registerPlugin(UniverDocsPlugin);
  univer.registerPlugin(UniverDocsUIPlugin);
  univer.registerPlugin(UniverSheetsPlugin);
  univer.registerPlugin(UniverSheetsUIPlugin, { formulaBar: true });
  univer.registerPlugin(UniverSheetsFormulaPlugin);
  univer.registerPlugin(UniverSheetsFormulaUIPlugin);
  univer.registerPlugin(UniverSheetsNumfmtPlugin);
  univer.registerPlugin(UniverSheetsNumfmtUIPlugin);
  univer.registerPlugin(UniverSheetsTablePlugin);
  univer.registerPlugin(UniverSheetsTableUIPlugin);
  univer.registerPlugin(UniverSheetsConditionalFormattingPlugin);
  univer.registerPlugin(UniverSheetsConditionalFormattingUIPlugin);
  univer.registerPlugin(UniverSheetsFilterPlugin);
  univer.registerPlugin(UniverSheetsFilterUIPlugin);
  univer.registerPlugin(UniverSheetsSortPlugin);
  univer.registerPlugin(UniverSheetsSortUIPlugin);
  return bookFromUniver(univer, FUniver.newAPI(univer));
}

/** Resolves when the grid is drawn; before that, changes of its sheets fail inside Univer. */
export const gridDrawn = (book: Book): Promise<void> =>
  book.injector.get(LifecycleService).onStage(LifecycleStages.Rendered);
