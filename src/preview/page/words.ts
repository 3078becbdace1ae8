/** Words of the preview page itself. The add-in's own words come from its manifest and its pane. */
export type Locale = 'en-US' | 'zh-CN';

/** Always in both languages: whoever opens the page must see it, whatever language is set. */
export const NOT_EXCEL = 'Preview — not Excel · 预览，不是 Excel';

const en = {
  title: 'Twinstock preview',
  differences: 'What differs',
  newBook: 'New workbook',
  openBook: 'Open .xlsx',
  saveBook: 'Save as .xlsx',
  language: 'Language',
  theme: 'Theme',
  light: 'Light',
  dark: 'Dark',
  paneWidth: 'Pane width',
  closePane: 'Close pane',
  pane: 'Task pane',
  grid: 'Workbook',
  ribbon: 'Ribbon',
  close: 'Close',
  reading: 'Opening {file}…',
  opened: '{file} is open.',
  openedWith: '{file} is open. Not everything in it is shown here:',
  saved: 'Saved {file}.',
  savedWith: 'Saved {file}. Some things are stored differently:',
  leaveOut: 'Everything in this workbook that you have not saved will be gone. Continue?',
  notOpened: '{file} was not opened: {why}',
  notSaved: 'The workbook was not saved: {why}',
  noManifest:
    'The manifest could not be read from {url} ({why}). Start the server with "npm start" and reload this page.',
  noFunctions:
    'The function descriptions could not be read from {url} ({why}). Build the add-in with "npm start" and reload this page.',
  commandFailed: '{label} did not run: {why}',
  protectedSheet: 'Sheet “{sheet}” is protected. Unprotect it to type into it.',
  more: 'and {count} more',
  bookName: 'Workbook',
};

const zh: typeof en = {
  title: '双仓协同预览',
  differences: '有哪些不同',
  newBook: '新建工作簿',
  openBook: '打开 .xlsx',
  saveBook: '另存为 .xlsx',
  language: '语言',
  theme: '主题',
  light: '浅色',
  dark: '深色',
  paneWidth: '窗格宽度',
  closePane: '关闭窗格',
  pane: '任务窗格',
  grid: '工作簿',
  ribbon: '功能区',
  close: '关闭',
  reading: '正在打开 {file}…',
  opened: '已打开 {file}。',
  openedWith: '已打开 {file}。其中部分内容在此不显示：',
  saved: '已保存 {file}。',
  savedWith: '已保存 {file}。部分内容的保存方式不同：',
  leaveOut: '此工作簿中尚未保存的内容都会丢失。继续？',
  notOpened: '未能打开 {file}：{why}',
  notSaved: '未能保存工作簿：{why}',
  noManifest: '无法从 {url} 读取清单（{why}）。用“npm start”启动服务后重新加载本页。',
  noFunctions: '无法从 {url} 读取函数说明（{why}）。用“npm start”构建加载项后重新加载本页。',
  commandFailed: '“{label}”未能执行：{why}',
  protectedSheet: '工作表“{sheet}”受保护。取消保护后才能输入。',
  more: '另有 {count} 项',
  bookName: '工作簿',
};

export type Words = typeof en;
export const wordsOf = (locale: Locale): Words => (locale === 'zh-CN' ? zh : en);

/** Puts values into the `{…}` places of a text. */
export const fill = (text: string, values: Record<string, string | number>): string =>
  text.replace(/\{(\w+)\}/g, (whole, key: string) => (key in values ? String(values[key]) : whole));

/** The short form of docs/differences.md, shown in the page. */
export const differencesOf = (locale: Locale): readonly string[] =>
  locale === 'zh-CN' ? DIFFERENCES_ZH : DIFFERENCES_EN;

const DIFFERENCES_EN = [
  'Formulas are calculated by Univer, not by Excel. Most functions agree; rounding, dates before March 1900, volatile and locale-dependent functions may not.',
  'Only what the add-in needs of Excel exists: tables, formats, names, filters, protection, validation prompts, page setup. Anything else answers with an error instead of pretending.',
  'Of charts only lines, areas and columns are drawn, plainly. Pictures, pivot tables, merged cells, notes and macros are neither shown nor kept when a file is opened and saved.',
  'Tables are drawn in one style; their filter buttons show what is filtered but do not open: filters are applied and saved, not changed by mouse. Calculated columns do not fill by themselves.',
  'Protected sheets refuse writes and typing, but unlocked cells and single permissions are not told apart.',
  'Undo (Ctrl+Z) belongs to the grid and does not undo what the add-in wrote. Use the add-in’s own undo.',
  'Timing, event order, co-authors and the exact wording of errors are not reproduced.',
  'A workbook lives in this page only: save it as .xlsx before you close or reload the page.',
];

const DIFFERENCES_ZH = [
  '公式由 Univer 计算，不是 Excel。多数函数结果一致；舍入、1900 年 3 月以前的日期、易失函数和随地区变化的函数可能不同。',
  '只实现加载项用到的 Excel 功能：表格、格式、名称、筛选、保护、输入提示、页面设置。其他调用会报错，不会假装可用。',
  '图表仅以简单方式显示折线、面积和柱形。图片、数据透视表、合并单元格、批注和宏在打开和保存时既不显示也不保留。',
  '表格只有一种样式；筛选按钮只显示是否已筛选，点不开：筛选会生效并保存，但不能用鼠标修改；计算列不会自动填充。',
  '受保护的工作表拒绝写入和输入，但不区分未锁定的单元格和单项权限。',
  '撤销（Ctrl+Z）只作用于表格界面，不会撤销加载项写入的内容。请用加载项自己的撤销。',
  '不复现：响应时间、事件顺序、多人协作以及错误的确切文字。',
  '工作簿只存在于本页：关闭或重新加载之前请另存为 .xlsx。',
];
