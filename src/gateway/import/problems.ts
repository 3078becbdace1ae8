import type { Bilingual, ImportProblem } from '../../tables';

interface Details {
  /** the header as the file has it, or the canonical name */
  column?: string;
  value?: string;
  /** whatever else the sentence names: the other line, the other header, the least value, the words allowed … */
  other?: string;
}

type Sentence = (details: Required<Details>) => Bilingual;

const CATALOGUE = {
  no_sku_file: () => ({
    en: 'The folder has no sku.csv, and every other file refers to it. Add sku.csv with at least the column sku_id and import again.',
    zh: '文件夹中没有 sku.csv，而其他文件都引用它。请加入 sku.csv（至少要有“商品编码”列）后重新导入。',
  }),
  unreadable: () => ({
    en: 'The file is neither UTF-8 nor GB18030 text. Save it as "CSV UTF-8" and import again.',
    zh: '文件不是 UTF-8 或 GB18030 文本。请另存为“CSV UTF-8”后重新导入。',
  }),
  empty_file: () => ({
    en: 'The file is empty. Export it again, with its header line.',
    zh: '文件是空的。请带表头重新导出。',
  }),
  same_file_twice: ({ other }) => ({
    en: `"${other}" is the same table. Keep one of the two files.`,
    zh: `与“${other}”是同一张表。请只保留一个文件。`,
  }),
  missing_column: ({ column, other }) => ({
    en: `The column ${column} is missing. Add it under one of these headers: ${other}.`,
    zh: `缺少列 ${column}。请用以下任一表头补上：${other}。`,
  }),
  two_headers: ({ column, value, other }) => ({
    en: `The headers "${value}" and "${other}" both mean ${column}. Delete or rename one of them.`,
    zh: `表头“${value}”和“${other}”都表示 ${column}。请删除或改名其中一个。`,
  }),
  open_quote: () => ({
    en: 'A quotation mark (") opened here is never closed, so the rest of the file cannot be read. Close or delete it.',
    zh: '此处的引号 (") 没有结束，后面的内容无法读取。请补上或删除该引号。',
  }),
  no_good_rows: () => ({
    en: 'Not one row could be taken, so the data imported earlier stay. Correct the rows named here and import again.',
    zh: '没有一行可用，因此保留先前导入的数据。请改正所列各行后重新导入。',
  }),
  broken_quotes: () => ({
    en: 'The quotation marks (") of this row do not pair. Double each mark that belongs to the text ("").',
    zh: '本行的引号 (") 不成对。属于文本的引号请写两个 ("")。',
  }),
  too_many_cells: ({ other }) => ({
    en: `The row has more cells than the ${other} headers. Put values that contain a comma in quotation marks.`,
    zh: `本行单元格多于表头（${other} 列）。含逗号的值请加引号。`,
  }),
  value_missing: () => ({ en: 'The value is missing. Fill it in.', zh: '缺少值。请填写。' }),
  excel_error: ({ value }) => ({
    en: `"${value}" is an error value of Excel. Mend the formula in the source and export again.`,
    zh: `“${value}”是 Excel 的错误值。请修正源表公式后重新导出。`,
  }),
  code_destroyed: ({ value }) => ({
    en: `"${value}" is what Excel made of a long code; its last digits are lost. Format the column as text in the source and export again.`,
    zh: `“${value}”是 Excel 改写后的长编码，末尾数字已丢失。请在源表把该列设为文本格式后重新导出。`,
  }),
  text_too_long: ({ other }) => ({
    en: `The text is longer than ${other} characters. Shorten it.`,
    zh: `文本超过 ${other} 个字符。请缩短。`,
  }),
  not_a_number: ({ value }) => ({
    en: `"${value}" is not a number. Write digits only, such as 1234.5.`,
    zh: `“${value}”不是数字。请只写数字，例如 1234.5。`,
  }),
  not_whole: ({ value }) => ({
    en: `"${value}" is not a whole number. Write it without decimals.`,
    zh: `“${value}”不是整数。请去掉小数。`,
  }),
  number_too_large: ({ value }) => ({
    en: `"${value}" is too large to be a quantity or an amount. Check whether a code stands in this column.`,
    zh: `“${value}”过大，不像数量或金额。请检查是否把编码放进了这一列。`,
  }),
  below_minimum: ({ value, other }) => ({
    en: `${value} is below ${other}. Correct it; returns and corrections belong in their own column.`,
    zh: `${value} 小于 ${other}。请改正；退货和调整请放在各自的列。`,
  }),
  not_a_percent: ({ value }) => ({
    en: `"${value}" is not a share. Write 13% or 0.13.`,
    zh: `“${value}”不是比率。请写 13% 或 0.13。`,
  }),
  not_a_date: ({ value }) => ({
    en: `"${value}" is not a date. Write it as 2026-11-23.`,
    zh: `“${value}”不是日期。请写成 2026-11-23。`,
  }),
  not_an_instant: ({ value }) => ({
    en: `"${value}" is not a date and time. Write it as 2026-11-23 09:30.`,
    zh: `“${value}”不是日期时间。请写成 2026-11-23 09:30。`,
  }),
  not_a_flag: ({ value }) => ({
    en: `"${value}" is neither yes nor no. Write 1 or 0.`,
    zh: `“${value}”不是“是”或“否”。请写 1 或 0。`,
  }),
  not_one_of: ({ value, other }) => ({
    en: `"${value}" is not known here. Write one of: ${other}.`,
    zh: `“${value}”不在可选范围内。请写其中之一：${other}。`,
  }),
  unknown_code: ({ value, other }) => ({
    en: `${other} has no "${value}" (or its row there was refused). Add it there, or correct the code here.`,
    zh: `${other} 中没有“${value}”（或该行未被接受）。请在那里补上，或改正此处编码。`,
  }),
  duplicate_key: ({ value, other }) => ({
    en: `${value} stands in line ${other} already; that line was taken, this one not. Delete one, or add the two up.`,
    zh: `${value} 已在第 ${other} 行出现；已采用那一行，本行未采用。请删除其一，或合并数量。`,
  }),
  after_cut: ({ value, other }) => ({
    en: `Rows dated after ${value}, the day the data speak for, are kept but not used until the data reach them (${other}). Correct the dates, or import the newer stock.csv with them.`,
    zh: `晚于数据时点 ${value} 的行已保留，但在数据到达该日之前不采用（${other}）。请改正日期，或同时导入更新的 stock.csv。`,
  }),
} satisfies Record<string, Sentence | (() => Bilingual)>;

export type ImportProblemCode = keyof typeof CATALOGUE;

/** How much of a value a report repeats. */
const SHOWN = 60;

/** A problem with its words: where, what, and the mend. */
export function importProblem(
  code: ImportProblemCode,
  file: string,
  line: number | null = null,
  details: Details = {},
): ImportProblem {
  const { column = null, value = null } = details;
  const shown = value !== null && value.length > SHOWN ? `${value.slice(0, SHOWN)}…` : value;
  const sentence: Sentence = CATALOGUE[code];
  const what = sentence({ column: column ?? '', value: shown ?? '', other: details.other ?? '' });
  // a file's own problems name the column in their sentence
  const at = line !== null && column !== null;
  const en = `${file}${line === null ? '' : `, line ${line}`}${at ? `, ${column}` : ''}: ${what.en}`;
  const zh = `${file}${line === null ? '' : ` 第 ${line} 行`}${at ? `“${column}”列` : ''}：${what.zh}`;
  return { code, file, line, column, value, message: { en, zh } };
}
