import type { Bilingual } from '../tables';

const en = {
  started: 'Twinstock is running: {url}',
  tryPreview:
    'Open that address (your browser warns once about the self-made certificate: go on).\nTry: Start with the sample brand, then Plan, then Write. Press Ctrl-C here to stop.',
  previewWhy: 'Showing the preview, which is not Excel: {why}.',
  whyAsked: '--preview was given',
  whyPlatform: 'there is no Excel on this system',
  whyNoTool: 'the optional package office-addin-debugging is not installed',
  accessKey: 'Access key for your own data (keep it secret): {key}',
  sideloaded:
    'The add-in "Twinstock (dev)" was sent to Excel. Look for the tab "Twinstock 双仓". Ctrl-C removes it again.',
  sideloadFailed: 'Excel did not take the add-in: {detail}\nUse `npm start -- --preview` meanwhile.',
  loadingSample: 'First start: loading the sample brand …',
  sampleLoaded: 'Sample brand loaded: {rows} rows in {seconds} s.',
  stopping: 'Stopping …',
  portInUse:
    'Port {port} is in use by another program. End that program, or choose another port: npm start -- --port {other}',
  alreadyRunning:
    'Twinstock is already running at {url}. Use that one, or choose another port: npm start -- --port {other}',
  badPort: '"{value}" is not a port: write a number from 1024 to 65535.',
  badCertificate:
    'The certificate in {folder} cannot be used ({detail}). Delete the files key.pem and cert.pem there and start again.',
  certificateRenewed: 'The certificate had run out; a new one was made.',
  noFolder: 'There is no folder {folder}. Write the folder that holds sku.csv after --data.',
  cannotWrite: 'Cannot write {file}: {detail}. Close it if it is open, or choose another name after --out.',
  badLanguage: '--lang is en or zh, not "{value}".',
  badThreads: '--threads is a whole number, 0 or more, not "{value}". 0 plans without threads of its own.',
  notXlsx: '--out must end in .xlsx: {file}',
  importing: 'Importing {folder} …',
  imported: '{file}: {taken} rows taken, {refused} refused{encoding}',
  missingFile: '{file}: not there, so not known',
  refusedRow: '  {message}',
  moreRefused: '  … {count} more; all of them are in {file}',
  nothingImported: 'Nothing was imported: {message}',
  pulled: 'Pulled {rows} rows into {tables} sheets.',
  planned: 'Planned {rows} SKU × warehouse in {seconds} s: {buy} to buy{value}, {stop} to stop, {out} out of stock.',
  nothingPlanned: 'Nothing could be planned: {files} brought no rows. Add them to the folder and run again.',
  nothingPlannedNotes: 'Nothing could be planned; the notes below say why.',
  note: 'Note: {text}',
  written: 'Wrote {cells} cells, all read back{mismatches}.',
  saved: 'Saved {file} ({size} KB) in {seconds} s.',
  failed: 'It did not work: {detail}',
};

const zh: Record<keyof typeof en, string> = {
  started: 'Twinstock 双仓已启动：{url}',
  tryPreview:
    '打开上面的地址（自制证书，浏览器会警告一次，继续即可）。\n试试：用示例品牌开始，再点“计划”，再点“写入”。在这里按 Ctrl-C 停止。',
  previewWhy: '现在显示的是预览，不是 Excel：{why}。',
  whyAsked: '使用了 --preview',
  whyPlatform: '本系统没有 Excel',
  whyNoTool: '没有安装可选包 office-addin-debugging',
  accessKey: '你自己数据的访问密钥（请保密）：{key}',
  sideloaded: '加载项“Twinstock (dev)”已交给 Excel。请看选项卡“Twinstock 双仓”。按 Ctrl-C 移除。',
  sideloadFailed: 'Excel 没有接受加载项：{detail}\n可先用 `npm start -- --preview`。',
  loadingSample: '首次启动：正在载入示例品牌 …',
  sampleLoaded: '示例品牌已载入：{rows} 行，用时 {seconds} 秒。',
  stopping: '正在停止 …',
  portInUse: '端口 {port} 已被其他程序占用。结束该程序，或换一个端口：npm start -- --port {other}',
  alreadyRunning: 'Twinstock 已在 {url} 运行。直接使用它，或换一个端口：npm start -- --port {other}',
  badPort: '“{value}”不是端口：请写 1024 到 65535 的数字。',
  badCertificate: '{folder} 中的证书无法使用（{detail}）。删除其中的 key.pem 和 cert.pem 后重新启动。',
  certificateRenewed: '证书已过期，已重新生成。',
  noFolder: '没有文件夹 {folder}。请在 --data 后写含 sku.csv 的文件夹。',
  cannotWrite: '无法写入 {file}：{detail}。若文件已打开请先关闭，或在 --out 后换一个名字。',
  badLanguage: '--lang 只能是 en 或 zh，不能是“{value}”。',
  badThreads: '--threads 只能是 0 或正整数，不能是“{value}”。0 表示不另开线程。',
  notXlsx: '--out 必须以 .xlsx 结尾：{file}',
  importing: '正在导入 {folder} …',
  imported: '{file}：采用 {taken} 行，拒绝 {refused} 行{encoding}',
  missingFile: '{file}：没有该文件，视为未知',
  refusedRow: '  {message}',
  moreRefused: '  … 另有 {count} 行；全部见 {file}',
  nothingImported: '没有导入任何数据：{message}',
  pulled: '已拉取 {rows} 行到 {tables} 张工作表。',
  planned: '已用 {seconds} 秒计划 {rows} 个货号×仓库：补货 {buy} 行{value}，停止补货 {stop} 行，缺货 {out} 行。',
  nothingPlanned: '没有可计划的行：{files} 没有数据。请补到文件夹后重新运行。',
  nothingPlannedNotes: '没有可计划的行；原因见下面的提示。',
  note: '提示：{text}',
  written: '已写入 {cells} 格并逐格回读{mismatches}。',
  saved: '已保存 {file}（{size} KB），用时 {seconds} 秒。',
  failed: '没有完成：{detail}',
};

export type TextId = keyof typeof en;

/** What the command line says, in one language. */
export function speaker(language: keyof Bilingual): (id: TextId, values?: Record<string, string | number>) => string {
  const texts = language === 'zh' ? zh : en;
  return (id, values = {}) => texts[id].replace(/\{(\w+)\}/g, (_, name: string) => String(values[name] ?? ''));
}
