/**
 * Writes docs/import.md and docs/functions.md from the declarations they describe; `--check` only compares.
 * tsx src/tools/make-docs.ts [--check]
 */
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { IMPORT_TABLES, type ImportColumn } from '../tables';
import { buildFunctionsMetadata } from './functions-metadata';

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

interface Described {
  functions: {
    id: string;
    description: string;
    parameters: { name: string; description: string; optional?: boolean }[];
  }[];
}

export async function functionsPage(): Promise<string> {
  const { en, zh } = (await buildFunctionsMetadata()) as { en: Described; zh: Described };
  const pages = en.functions.map((fn, index) => {
    const chinese = zh.functions[index] as Described['functions'][number];
    const signature = fn.parameters
      .map((parameter) => (parameter.optional ? `[${parameter.name}]` : parameter.name))
      .join(', ');
    return [
      `## TWIN.${fn.id}(${signature})`,
      '',
      `${fn.description}  `,
      chinese.description,
      '',
      '| parameter | meaning | 含义 |',
      '|---|---|---|',
      ...fn.parameters.map(
        (parameter, at) =>
          `| \`${parameter.name}\` | ${parameter.description} | ${chinese.parameters[at]?.description ?? ''} |`,
      ),
      '',
    ].join('\n');
  });
  return `# Functions

Every parameter takes a single value or a range; a column of values answers a column. A blank required value, a text where a number belongs or sizes that
disagree give \`#VALUE!\`; a value outside its range \`#NUM!\`; too little data \`#N/A\`; a division by nothing \`#DIV/0!\`. In a series a blank is unknown and
skipped: write 0 for "nothing sold". A bad row shows its own error, the others still answer.

${pages.join('\n')}`;
}

async function main(): Promise<void> {
  const pages: [file: string, text: string][] = [
    ['docs/import.md', importPage()],
    ['docs/functions.md', await functionsPage()],
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

if (require.main === module) void main();
