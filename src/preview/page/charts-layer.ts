import { IRenderManagerService } from '@univerjs/engine-render';
import { SheetSkeletonManagerService } from '@univerjs/sheets-ui';
import { drawnChart } from '../book/chart-data';
import { columnPixels, rowPixels } from '../book/charts';
import type { PreviewHost } from '../host';
import type { Book } from '../univer/book';
import { chartSvg, PIXELS_PER_POINT } from './chart-svg';

/**
 * Draws the charts of the sheet in front over its cells. Univer knows no charts: they lie in a layer above its canvas,
 * which lets the mouse through, and follow cells, scrolling, frozen panes and zoom.
 * @param container what the grid lies in, not the grid's own element: Univer empties that when it begins to draw
 * @returns takes the layer away
 */
export function drawCharts(book: Book, host: PreviewHost, container: HTMLElement): () => void {
  const layer = document.createElement('div');
  layer.className = 'chart-layer';
  layer.style.cssText = 'position:absolute;overflow:hidden;pointer-events:none;z-index:5';
  container.append(layer);
  const drawn = new Map<string, { element: HTMLElement; markup: string }>();

  const update = (): void => {
    const sheetId = book.workbook.getActiveSheet()?.getSheetId();
    const charts = sheetId && host.workbook.hasSheet(sheetId) ? host.workbook.state(sheetId).charts : [];
    const place = sheetId && charts.length > 0 ? placeOf(book, sheetId, container) : null;
    layer.style.display = place ? 'block' : 'none';
    for (const [id, { element }] of drawn) {
      if (place && charts.some((chart) => chart.id === id)) continue;
      element.remove();
      drawn.delete(id);
    }
    if (!sheetId || !place) return;
    Object.assign(layer.style, px({ left: place.left, top: place.top, width: place.width, height: place.height }));
    for (const chart of charts) {
      const figure = drawnChart(host.workbook, sheetId, chart);
      const markup = chartSvg(figure);
      const held = drawn.get(chart.id) ?? { element: document.createElement('div'), markup: '' };
      if (held.markup === '') layer.append(held.element);
      if (held.markup !== markup) held.element.innerHTML = markup;
      drawn.set(chart.id, { element: held.element, markup });
      const at = place.of(figure.box.left * PIXELS_PER_POINT, figure.box.top * PIXELS_PER_POINT);
      held.element.dataset['chart'] = chart.name;
      held.element.style.cssText =
        `position:absolute;transform-origin:0 0;transform:scale(${place.scale});` +
        `left:${at.x}px;top:${at.y}px;clip-path:inset(${at.hiddenAbove}px 0 0 ${at.hiddenLeft}px)`;
    }
  };

  let waiting = 0;
  const soon = (): void => {
    waiting ||= requestAnimationFrame(() => {
      waiting = 0;
      update();
    });
  };
  const commands = book.commands.onCommandExecuted(soon);
  const charts = host.workbook.onCharts(soon);
  const resized = new ResizeObserver(soon);
  resized.observe(container);
  soon();
  return () => {
    commands.dispose();
    charts();
    resized.disconnect();
    cancelAnimationFrame(waiting);
    layer.remove();
  };
}

const px = (box: Record<string, number>): Record<string, string> =>
  Object.fromEntries(Object.entries(box).map(([key, value]) => [key, `${value}px`]));

interface Place {
  left: number;
  top: number;
  width: number;
  height: number;
  scale: number;
  /** of a point so many pixels from the sheet's first cell; and what of a chart there the frozen panes cover */
  of(x: number, y: number): { x: number; y: number; hiddenLeft: number; hiddenAbove: number };
}

/** Where the cells lie in the page now; null while the grid is not drawn. */
function placeOf(book: Book, sheetId: string, container: HTMLElement): Place | null {
  const render = book.injector.get(IRenderManagerService).getRenderById(book.unitId);
  const skeleton = render?.with(SheetSkeletonManagerService).getSkeletonParam(sheetId)?.skeleton;
  const main = render?.scene.getViewport('viewMain');
  const canvas = render?.engine.getCanvasElement();
  if (!render || !skeleton || !main || !canvas) return null;
  const { scaleX: scale } = render.scene.getAncestorScale();
  const outer = container.getBoundingClientRect();
  const inner = canvas.getBoundingClientRect();
  const [headWidth, headHeight] = [skeleton.rowHeaderWidth * scale, skeleton.columnHeaderHeight * scale];
  const frozen = book.worksheet(sheetId).getFreeze();
  const edge = (count: number, size: (index: number) => number): number =>
    Array.from({ length: Math.max(0, count) }, (_, index) => size(index)).reduce((sum, one) => sum + one, 0);
  const frozenWidth = edge(frozen.startColumn, (at) => columnPixels(book, sheetId, at));
  const frozenHeight = edge(frozen.startRow, (at) => rowPixels(book, sheetId, at));
  return {
    left: inner.left - outer.left + headWidth,
    top: inner.top - outer.top + headHeight,
    width: Math.max(0, inner.width - headWidth),
    height: Math.max(0, inner.height - headHeight),
    scale,
    of: (x, y) => {
      const scrolledX = x < frozenWidth ? 0 : main.viewportScrollX;
      const scrolledY = y < frozenHeight ? 0 : main.viewportScrollY;
      const [left, top] = [(x - scrolledX) * scale, (y - scrolledY) * scale];
      return {
        x: left,
        y: top,
        hiddenLeft: scrolledX > 0 ? Math.max(0, frozenWidth - (x - scrolledX)) : 0,
        hiddenAbove: scrolledY > 0 ? Math.max(0, frozenHeight - (y - scrolledY)) : 0,
      };
    },
  };
}
