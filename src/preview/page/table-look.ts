import {
  InterceptorEffectEnum,
  type ICellCustomRender,
  type ICellDataForSheetInterceptor,
  type ICellRenderContext,
  type IStyleData,
} from '@univerjs/core';
import { INTERCEPTOR_POINT, SheetInterceptorService } from '@univerjs/sheets';
import type { HostTable } from '../book/tables';
import type { PreviewHost } from '../host';
import type { Book } from '../univer/book';

/** Excel's TableStyleLight1, the style the add-in gives its tables; of the others no colours are kept. */
const BAND: IStyleData = { bg: { rgb: '#D9D9D9' } };
const HEADING: IStyleData = { bl: 1 };

const BUTTON = 16;

/** Draws what a table adds to its cells, below the cells' own formats: bands, bold headings and filter buttons. */
export function drawTables(book: Book, host: PreviewHost): () => void {
  const { tables } = host.workbook;
  const drawn = book.injector.get(SheetInterceptorService).intercept(INTERCEPTOR_POINT.CELL_CONTENT, {
    effect: InterceptorEffectEnum.Style,
    priority: 5,
    handler: (cell, { subUnitId, row, col, rawData }, next) => {
      const table = tables.all().find((one) => one.sheetId === subUnitId && covers(one, row, col));
      const look = table && lookOf(table, row, col);
      if (!look) return next(cell);
      return next({ ...(cell ?? rawData), ...look });
    },
  });
  return () => drawn.dispose();
}

const covers = ({ area }: HostTable, row: number, column: number): boolean =>
  row >= area.row && row < area.row + area.rows && column >= area.column && column < area.column + area.columns;

function lookOf(table: HostTable, row: number, column: number): Partial<ICellDataForSheetInterceptor> | null {
  if (row > table.area.row || !table.showHeaders) {
    const first = (row - table.area.row) % 2 === 1;
    return table.showBandedRows && table.style && first ? { themeStyle: BAND } : null;
  }
  const button = table.columns[column - table.area.column]?.filter ? FILTERED : UNFILTERED;
  return { themeStyle: HEADING, ...(table.showFilterButton ? { customRender: [button] } : {}) };
}

const filterButton = (filtered: boolean): ICellCustomRender => ({
  zIndex: 10,
  drawWith(context: CanvasRenderingContext2D, { primaryWithCoord }: ICellRenderContext) {
    const { endX, endY } = primaryWithCoord;
    const left = endX - BUTTON - 1;
    const top = endY - BUTTON - 1;
    context.save();
    context.fillStyle = '#FFFFFF';
    context.strokeStyle = '#ABABAB';
    context.lineWidth = 1;
    context.fillRect(left, top, BUTTON, BUTTON);
    context.strokeRect(left + 0.5, top + 0.5, BUTTON - 1, BUTTON - 1);
    context.fillStyle = filtered ? '#0F6CBD' : '#595959';
    context.beginPath();
    // an arrow down; a funnel where the column is filtered
    context.moveTo(left + 4, top + (filtered ? 4 : 6));
    context.lineTo(left + 12, top + (filtered ? 4 : 6));
    if (filtered) {
      context.lineTo(left + 9, top + 8);
      context.lineTo(left + 9, top + 12);
      context.lineTo(left + 7, top + 12);
      context.lineTo(left + 7, top + 8);
    } else context.lineTo(left + 8, top + 10);
    context.closePath();
    context.fill();
    context.restore();
  },
});

const UNFILTERED = filterButton(false);
const FILTERED = filterButton(true);
