/**
 * Writes docs/import.md and docs/functions.md from the declarations they describe; `--check` only compares.
 * tsx src/tools/make-docs.ts [--check]
 */
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { IMPORT_TABLES, type ImportColumn } from '../tables';
import { FAMILIES, type FamilyId } from '../functions/catalogue';
import { HELP, type Help } from '../functions/help';
import type { Text } from '../functions/words';
import { buildFunctionsMetadata, type FunctionMetadata } from './functions-metadata';

const root = path.resolve(__dirname, '../..');

const KIND_WORDS: Record<ImportColumn['kind'], string> = {
  text: 'text',
  whole: 'whole number',
  number: 'number',
  money: 'money',
  percent: 'share (0.13 or 13%)',
  date: 'date',
  datetime: 'date and time',
  flag: '0 or 1',
};

function columnRow(column: ImportColumn): string {
  const rules = [
    column.required && 'required',
    column.default && `default \`${column.default}\``,
    column.oneOf && column.oneOf.map((word) => `\`${word}\``).join(', '),
    column.min !== undefined && `at least ${column.min}`,
    column.references && `a code of ${column.references}.csv`,
  ].filter(Boolean);
  return `| \`${column.id}\` | ${KIND_WORDS[column.kind]} | ${rules.join('; ')} | ${column.aliases.join('、')} |`;
}

export function importPage(): string {
  const tables = IMPORT_TABLES.map((table) =>
    [
      `## ${table.file} · ${table.label.zh}`,
      '',
      `One row for each ${table.key.map((id) => `\`${id}\``).join(' + ')}.`,
      '',
      '| column | kind | rules | also recognised as |',
      '|---|---|---|---|',
      ...table.columns.map(columnRow),
      '',
    ].join('\n'),
  );
  return `# The import folder

A folder of CSV files, one a table. Only \`sku.csv\` must be there; a file that is missing means "not known", and the plan says what it could not do for
lack of it. UTF-8 with or without BOM, or GB18030 as Chinese Excel saves it. Dates \`2026-11-23\`, \`2026/11/23\`, \`2026年11月23日\` or Excel's serial numbers;
times without a zone are Beijing's. Codes are text: \`00123\` and 13-digit barcodes stay as they are. A blank cell is unknown, never 0.

A bad row is refused on its own and reported with file, line, column, value and the mend; good rows go in. An import replaces the brand's tables that
the folder has, all or nothing.

${tables.join('\n')}`;
}

const FAMILY_HEADINGS: Record<FamilyId, string> = {
  replenishment: 'Safety stock and replenishment · 安全库存与补货',
  cover: 'Cover, turnover and capital · 可售天数、周转与资金',
  demand: 'Demand · 需求',
  routing: 'Routing, promise, tax, transfer · 分仓、时效承诺、税、调拨',
  live: 'Live · 实时',
};

const inBoth = (text: string | Text): string =>
  typeof text === 'string' || text.en === text.zh
    ? `\`${typeof text === 'string' ? text : text.en}\``
    : `\`${text.en}\` · \`${text.zh}\``;

/** A bar would end the table's cell. */
const cell = (text: string): string => text.replaceAll('|', '\\|');

function functionSection(en: FunctionMetadata, zh: FunctionMetadata): string {
  const { formula, source, example } = HELP[en.id] as Help;
  const signature = en.parameters.map(({ name, optional }) => (optional ? `[${name}]` : name)).join(', ');
  return [
    `### TWIN.${en.id}(${signature})`,
    '',
    `${en.description}  `,
    zh.description,
    '',
    `Formula · 公式: ${inBoth(formula)}  `,
    `Source · 依据: ${source.en}${source.zh === source.en ? '' : ` · ${source.zh}`}  `,
    `Example · 示例: \`=TWIN.${example}\``,
    '',
    '| parameter · 参数 | meaning | 含义 |',
    '|---|---|---|',
    ...en.parameters.map(
      ({ name, description }, at) =>
        `| \`${name}\` · ${zh.parameters[at]?.name ?? ''} | ${cell(description)} | ${cell(zh.parameters[at]?.description ?? '')} |`,
    ),
    '',
  ].join('\n');
}

export function functionsPage(): string {
  const { en, zh } = buildFunctionsMetadata();
  const byId = new Map(en.functions.map((fn, at) => [fn.id, [fn, zh.functions[at] as FunctionMetadata] as const]));
  const families = (Object.keys(FAMILIES) as FamilyId[]).map((family) =>
    [
      `## ${FAMILY_HEADINGS[family]}`,
      '',
      ...FAMILIES[family].map((id) => functionSection(...(byId.get(id) as [FunctionMetadata, FunctionMetadata]))),
    ].join('\n'),
  );
  return `# Functions

Type \`=TWIN.\` into a cell and Excel offers them. The pane's page *Functions* has the same texts, puts an example into a cell and *Explain this cell*
shows how a cell came to its value.

**Ranges in, spill out.** Every parameter takes a single value or a range; a column of values answers a column, a row of values a row. A *series* (history,
forecast, …) is one row or one column, oldest first; a block is a series in each row. The weeks of the Sales sheet run newest first: turn a row of them with
\`SORTBY(row,COLUMN(row),-1)\`, all rows with \`INDEX(TW_Sales[[W-1]:[W-52]],SEQUENCE(ROWS(TW_Sales)),SEQUENCE(1,52,52,-1))\`. A function whose answer is a list spills one row per item.

**Blanks, text and errors.** A blank optional value takes its default; a blank required value, a text where a number belongs (also \`"95%"\`) or sizes that
disagree give \`#VALUE!\`; a value outside its range \`#NUM!\`; too little data \`#N/A\`; a division by nothing \`#DIV/0!\`. An error in an argument comes out
unchanged. In a series a blank is unknown and skipped: write 0 for "nothing sold". A bad row shows its own error, the others still answer. Excel shows
the words of an error when the cell is selected (for \`#VALUE!\` and \`#N/A\`); *Explain this cell* shows them for every error.

**Units.** Days unless it says periods; quantities in sales units; rates per year; service levels and shares as fractions (95% = 0.95). Demand mean, standard
deviation and lead time share one unit of time. Dates go in as dates or text \`2026-11-23\` and come out as serial numbers: give the cells a date format.
Codes such as \`bonded\` come out in English in every language; inputs take English or Chinese.

${families.join('\n')}`;
}

function main(): void {
  const pages: [file: string, text: string][] = [
    ['docs/import.md', importPage()],
    ['docs/functions.md', functionsPage()],
  ];
  for (const [file, text] of pages) {
    const full = path.join(root, file);
    if (!process.argv.includes('--check')) writeFileSync(full, text);
    else if (readFileSync(full, 'utf8') !== text) {
      console.error(`${file} is out of date: run npm run docs`);
      process.exitCode = 1;
    }
  }
}

if (require.main === module) main();
