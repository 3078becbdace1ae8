import { isColumn, isFilled, type Chart, type ChartAxis, type ChartSeries } from '../chart';
import { splitSheet } from '../book/address';
import type { BookFile } from '../types';
import { parseArea } from './addresses';
import { EMU_PER_POINT, formatMarkup, labelMarkup, shapeMarkup, textMarkup, titleMarkup } from './chart-look';
import { attributeText, elementText } from './xml';

const NAMESPACES =
  'xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart" ' +
  'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" ' +
  'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"';

/** Numbers by which the parts of a chart refer to its axes. */
const AXES = { category: 500_001, value: 500_002, secondaryCategory: 500_003, secondaryValue: 500_004 };

/** Leaves #N/A out of lines instead of bridging it: what Excel's own new charts ask for. */
const NA_AS_BLANK =
  '<c:extLst><c:ext uri="{56B9EC1D-385E-4148-901F-78D8002777C0}" ' +
  'xmlns:c16r3="http://schemas.microsoft.com/office/drawing/2017/03/chart"><c16r3:dataDisplayOptions16>' +
  '<c16r3:dispNaAsBlank val="1"/></c16r3:dataDisplayOptions16></c:ext></c:extLst>';

/** A chart part (ECMA-376 part 1, 21.2) with the cells' values as they are now, for viewers that do not look at cells. */
export function chartXml(chart: Chart<string>, file: BookFile): string {
  const indexed = chart.series.map((series, index) => ({ series, index }));
  const plots = [false, true].flatMap((secondary) =>
    ['Area', 'AreaStacked', 'ColumnClustered', 'ColumnStacked', 'Line'].flatMap((kind) => {
      const drawn = indexed.filter(
        ({ series }) => series.secondary === secondary && series.kind.replace('LineMarkers', 'Line') === kind,
      );
      return drawn.length === 0 ? [] : [plotXml(kind, drawn, secondary, file)];
    }),
  );
  const { title, legend, axes } = chart;
  const right = chart.series.some(({ secondary }) => secondary);
  const titled = title.visible && title.text !== '';
  return (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n' +
    `<c:chartSpace ${NAMESPACES}><c:date1904 val="0"/><c:roundedCorners val="0"/><c:chart>` +
    (titled ? titleMarkup(title.text, title.font) : '') +
    `<c:autoTitleDeleted val="${titled ? 0 : 1}"/><c:plotArea><c:layout/>${plots.join('')}` +
    categoryAxis(axes.category, AXES.category, AXES.value) +
    valueAxis(axes.value, AXES.value, AXES.category, false) +
    (right
      ? categoryAxis({ ...axes.secondaryCategory, visible: false }, AXES.secondaryCategory, AXES.secondaryValue) +
        valueAxis(axes.secondaryValue, AXES.secondaryValue, AXES.secondaryCategory, true)
      : '') +
    '</c:plotArea>' +
    (legend.visible
      ? `<c:legend><c:legendPos val="${legend.position[0]!.toLowerCase()}"/><c:overlay val="0"/>` +
        `${textMarkup(legend.font)}</c:legend>`
      : '') +
    `<c:plotVisOnly val="${chart.visibleOnly ? 1 : 0}"/><c:dispBlanksAs val="${BLANKS[chart.blanks]}"/>` +
    `${NA_AS_BLANK}</c:chart>${shapeMarkup(chart.fill, chart.border)}${textMarkup(chart.font)}</c:chartSpace>`
  );
}

const BLANKS = { NotPlotted: 'gap', Zero: 'zero', Interplotted: 'span' } as const;

interface Drawn {
  series: ChartSeries<string>;
  index: number;
}

function plotXml(kind: string, drawn: Drawn[], secondary: boolean, file: BookFile): string {
  const axes = secondary ? [AXES.secondaryCategory, AXES.secondaryValue] : [AXES.category, AXES.value];
  const ids = axes.map((id) => `<c:axId val="${id}"/>`).join('');
  const all = drawn.map((one) => seriesXml(one, file)).join('');
  const stacked = kind.endsWith('Stacked');
  if (kind.startsWith('Column')) {
    return (
      `<c:barChart><c:barDir val="col"/><c:grouping val="${stacked ? 'stacked' : 'clustered'}"/>` +
      `<c:varyColors val="0"/>${all}<c:gapWidth val="150"/>${stacked ? '<c:overlap val="100"/>' : ''}${ids}</c:barChart>`
    );
  }
  if (kind.startsWith('Area')) {
    return `<c:areaChart><c:grouping val="${stacked ? 'stacked' : 'standard'}"/><c:varyColors val="0"/>${all}${ids}</c:areaChart>`;
  }
  return `<c:lineChart><c:grouping val="standard"/><c:varyColors val="0"/>${all}<c:marker val="1"/>${ids}</c:lineChart>`;
}

function seriesXml({ series, index }: Drawn, file: BookFile): string {
  const { name, kind, line, fill, categories, values, smooth } = series;
  const isLine = !isFilled(kind);
  const text =
    typeof name === 'string'
      ? `<c:tx><c:v>${elementText(name)}</c:v></c:tx>`
      : `<c:tx>${referenceXml(name.cell, file, 'text')}</c:tx>`;
  return (
    `<c:ser><c:idx val="${index}"/><c:order val="${index}"/>${text}` +
    // a line has no inside; Excel would draw markers in it
    shapeMarkup(isLine ? {} : fill, line) +
    (kind === 'Line' ? '<c:marker><c:symbol val="none"/></c:marker>' : '') +
    (isColumn(kind) ? '<c:invertIfNegative val="0"/>' : '') +
    (categories === null ? '' : `<c:cat>${referenceXml(categories, file, 'either')}</c:cat>`) +
    `<c:val>${referenceXml(values, file, 'number')}</c:val>` +
    (isLine ? `<c:smooth val="${smooth ? 1 : 0}"/>` : '') +
    '</c:ser>'
  );
}

/** Cells of the workbook with what they show now. */
function referenceXml(address: string, file: BookFile, want: 'text' | 'number' | 'either'): string {
  const { sheet: sheetName } = splitSheet(address);
  const sheet = file.sheets.find(({ name }) => name === sheetName);
  const area = parseArea(address);
  const cells = [];
  for (let row = area.top; row <= area.bottom; row++) {
    for (let column = area.left; column <= area.right; column++) cells.push(sheet?.cells.get(row)?.get(column));
  }
  const numeric = want === 'number' || (want === 'either' && cells.some((cell) => typeof cell?.v === 'number'));
  const style = cells.find((cell) => cell?.s !== undefined)?.s;
  const format = style === undefined ? undefined : file.styles[style]?.numberFormat;
  const points = cells.flatMap((cell, at) => {
    if (!cell || cell.v === null || cell.error || (numeric && typeof cell.v !== 'number')) return [];
    return [`<c:pt idx="${at}"><c:v>${elementText(String(cell.v))}</c:v></c:pt>`];
  });
  const kind = numeric ? 'num' : 'str';
  return (
    `<c:${kind}Ref><c:f>${elementText(address)}</c:f><c:${kind}Cache>` +
    (numeric ? `<c:formatCode>${elementText(format ?? 'General')}</c:formatCode>` : '') +
    `<c:ptCount val="${cells.length}"/>${points.join('')}</c:${kind}Cache></c:${kind}Ref>`
  );
}

const LABELS = { NextToAxis: 'nextTo', Low: 'low', High: 'high', None: 'none' } as const;

const gridlinesXml = ({ gridlines }: ChartAxis): string =>
  gridlines.visible ? `<c:majorGridlines>${shapeMarkup({}, gridlines.line)}</c:majorGridlines>` : '';

const scaling = ({ minimum, maximum }: ChartAxis): string =>
  '<c:scaling><c:orientation val="minMax"/>' +
  (maximum === null ? '' : `<c:max val="${maximum}"/>`) +
  (minimum === null ? '' : `<c:min val="${minimum}"/>`) +
  '</c:scaling>';

/** What both kinds of axis begin with, in the order the format wants. */
const axisHead = (axis: ChartAxis, id: number, position: 'b' | 'l' | 'r'): string =>
  `<c:axId val="${id}"/>${scaling(axis)}<c:delete val="${axis.visible ? 0 : 1}"/><c:axPos val="${position}"/>` +
  gridlinesXml(axis) +
  (axis.title.visible && axis.title.text !== ''
    ? titleMarkup(axis.title.text, axis.title.font, position === 'b')
    : '') +
  formatMarkup(axis.numberFormat) +
  `<c:majorTickMark val="out"/><c:minorTickMark val="none"/><c:tickLblPos val="${LABELS[axis.labels]}"/>` +
  shapeMarkup({}, axis.line) +
  labelMarkup(axis.font);

function categoryAxis(axis: ChartAxis, id: number, other: number): string {
  const head = `${axisHead(axis, id, 'b')}<c:crossAx val="${other}"/><c:crosses val="autoZero"/>`;
  const auto = axis.categoryType === 'TextAxis' ? 0 : 1;
  if (axis.categoryType === 'DateAxis') {
    const unit = axis.majorUnit === null ? '' : `<c:majorUnit val="${axis.majorUnit}"/><c:majorTimeUnit val="days"/>`;
    return `<c:dateAx>${head}<c:auto val="0"/><c:lblOffset val="100"/><c:baseTimeUnit val="days"/>${unit}</c:dateAx>`;
  }
  const spacing =
    axis.labelSpacing === null
      ? ''
      : `<c:tickLblSkip val="${axis.labelSpacing}"/><c:tickMarkSkip val="${axis.labelSpacing}"/>`;
  return (
    `<c:catAx>${head}<c:auto val="${auto}"/><c:lblAlgn val="ctr"/><c:lblOffset val="100"/>${spacing}` +
    '<c:noMultiLvlLbl val="0"/></c:catAx>'
  );
}

const valueAxis = (axis: ChartAxis, id: number, other: number, right: boolean): string =>
  `<c:valAx>${axisHead(axis, id, right ? 'r' : 'l')}<c:crossAx val="${other}"/>` +
  `<c:crosses val="${right ? 'max' : 'autoZero'}"/><c:crossBetween val="between"/>` +
  (axis.majorUnit === null ? '' : `<c:majorUnit val="${axis.majorUnit}"/>`) +
  '</c:valAx>';

/** The drawing part that places a sheet's charts over its cells; `rId1`, `rId2`, … are the charts in turn. */
export function drawingXml(charts: readonly Chart<string>[]): string {
  const anchors = charts.map(({ name, from, to }, index) => {
    const corner = ({ row, column, x, y }: Chart<string>['from']): string =>
      `<xdr:col>${column}</xdr:col><xdr:colOff>${Math.round(x * EMU_PER_POINT)}</xdr:colOff>` +
      `<xdr:row>${row}</xdr:row><xdr:rowOff>${Math.round(y * EMU_PER_POINT)}</xdr:rowOff>`;
    return (
      `<xdr:twoCellAnchor><xdr:from>${corner(from)}</xdr:from><xdr:to>${corner(to)}</xdr:to>` +
      '<xdr:graphicFrame macro=""><xdr:nvGraphicFramePr>' +
      `<xdr:cNvPr id="${index + 2}" name="${attributeText(name)}"/><xdr:cNvGraphicFramePr/></xdr:nvGraphicFramePr>` +
      '<xdr:xfrm><a:off x="0" y="0"/><a:ext cx="0" cy="0"/></xdr:xfrm><a:graphic>' +
      '<a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/chart">' +
      `<c:chart xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart" r:id="rId${index + 1}"/>` +
      '</a:graphicData></a:graphic></xdr:graphicFrame><xdr:clientData/></xdr:twoCellAnchor>'
    );
  });
  return (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n' +
    '<xdr:wsDr xmlns:xdr="http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing" ' +
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" ' +
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships">' +
    `${anchors.join('')}</xdr:wsDr>`
  );
}
