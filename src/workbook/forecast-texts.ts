import type { Bilingual } from '../tables';

/** Words of the block above the forecast table and of its chart. They travel with the workbook. */
export const FORECAST_TEXTS = {
  chart: { en: 'Sales and forecast by week, units', zh: '每周销量与预测（件）' },
  waterLines: { en: 'Water lines, units', zh: '水位线（件）' },
  choose: { en: 'Choose from the list', zh: '从列表中选择' },
  chooseWhy: {
    en: 'The facts below and the chart show this item at this warehouse, without the add-in.',
    zh: '下方数据与图表显示该货号在该仓库的情况，无需加载项。',
  },
  absent: {
    en: 'No such row below: choose another SKU or warehouse',
    zh: '下表无此行：改选货号或仓库',
  },
  range: { en: 'Low – high', zh: '低 – 高' },
  sold: { en: 'Sold last 13w', zh: '近13周销量' },
  data: {
    en: 'Cells of the chart: formulas over Sales, Corrections and the table below',
    zh: '图表取数区：取自销量、需求修正与下表的公式',
  },
  week: { en: 'Week (Monday)', zh: '周（周一）' },
  sales: { en: 'Sales', zh: '销量' },
  change: { en: 'Corrections', zh: '需求修正' },
  corrected: { en: 'Corrected demand', zh: '修正后需求' },
  forecast: { en: 'Forecast', zh: '预测' },
  low: { en: 'Low', zh: '低' },
  high: { en: 'High', zh: '高' },
  reorder: { en: 'Reorder level', zh: '再订货点' },
  target: { en: 'Order-up-to level', zh: '目标库存' },
  maximum: { en: 'Maximum', zh: '库存上限' },
  rows: { en: 'Rows, row, warehouses', zh: '行数、行号、仓库' },
} as const satisfies Record<string, Bilingual>;
