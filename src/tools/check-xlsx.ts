/**
 * Opens a workbook with readers that are not ours and says what they see:
 *   tsx src/tools/check-xlsx.ts <file.xlsx> [<file.xlsx> …]
 * exceljs must read it and its tables; LibreOffice must convert it to PDF and to CSV without a complaint, and show the
 * number of rows the sheet has. Exit code 0 when all files pass, 1 when one fails, 2 when LibreOffice is missing or no file was named.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import ExcelJS from 'exceljs';

/** LibreOffice's own time limit for one conversion; a hanging start-up must not hang CI. */
const CONVERSION_MS = 180_000;

export interface CheckedFile {
  sheets: { name: string; rows: number; tables: string[]; csvLines: number }[];
  pdfBytes: number;
  problems: string[];
}

/** True when LibreOffice can be started on this machine. */
export const hasLibreOffice = (): boolean => spawnSync('soffice', ['--version'], { encoding: 'utf8' }).status === 0;

function convert(file: string, filter: string, into: string, profile: string): string {
  const run = spawnSync(
    'soffice',
    [
      '--headless',
      `-env:UserInstallation=${pathToFileURL(profile).href}`,
      '--convert-to',
      filter,
      '--outdir',
      into,
      file,
    ],
    { encoding: 'utf8', timeout: CONVERSION_MS },
  );
  // soffice answers 0 even for a file it could not load; then it says so and writes nothing
  return `${run.stdout ?? ''}${run.stderr ?? ''}${run.error ? String(run.error) : ''}`;
}

/**
 * Checks one workbook.
 * @throws Error when the file does not exist or exceljs cannot read it
 */
export async function checkWorkbook(file: string): Promise<CheckedFile> {
  const path = resolve(file);
  if (!existsSync(path)) throw new Error(`${path} does not exist`);
  const workbook = new ExcelJS.Workbook();
  await workbook.xlsx.load(readFileSync(path) as unknown as ArrayBuffer);
  const work = mkdtempSync(join(tmpdir(), 'check-xlsx-'));
  const problems: string[] = [];
  try {
    const profile = join(work, 'profile');
    const out = join(work, 'out');
    const stem = basename(path).replace(/\.[^.]*$/, '');
    const pdfSays = convert(path, 'pdf', out, profile);
    const pdf = join(out, `${stem}.pdf`);
    if (!existsSync(pdf)) problems.push(`LibreOffice wrote no PDF: ${pdfSays.trim() || 'no message'}`);
    // UTF-8, comma, quotes where needed, every sheet into its own file ("-1")
    const csvSays = convert(
      path,
      'csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,-1',
      out,
      profile,
    );
    const written = existsSync(out) ? readdirSync(out) : [];
    const sheets = workbook.worksheets.map((sheet) => {
      const csv = written.find((name) => name.normalize() === `${stem}-${sheet.name}.csv`.normalize());
      const csvLines = csv === undefined ? 0 : readFileSync(join(out, csv), 'utf8').split('\n').length - 1;
      if (csv === undefined) problems.push(`LibreOffice wrote no CSV of sheet "${sheet.name}": ${csvSays.trim()}`);
      else if (csvLines < sheet.actualRowCount)
        problems.push(`Sheet "${sheet.name}" has ${sheet.actualRowCount} rows, LibreOffice sees ${csvLines}`);
      const tables = Object.keys((sheet as unknown as { tables: Record<string, unknown> }).tables ?? {});
      return { name: sheet.name, rows: sheet.actualRowCount, tables, csvLines };
    });
    return { sheets, pdfBytes: existsSync(pdf) ? statSync(pdf).size : 0, problems };
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

async function main(files: string[]): Promise<number> {
  if (files.length === 0) {
    console.error('Name at least one file: tsx src/tools/check-xlsx.ts <file.xlsx>');
    return 2;
  }
  if (!hasLibreOffice()) {
    console.error('LibreOffice (soffice) is not installed, so the files were not checked. Install libreoffice-calc.');
    return 2;
  }
  let failed = 0;
  for (const file of files) {
    try {
      const checked = await checkWorkbook(file);
      for (const sheet of checked.sheets)
        console.log(
          `${basename(file)} · ${sheet.name}: ${sheet.rows} rows, tables ${sheet.tables.join(', ') || 'none'}`,
        );
      for (const problem of checked.problems) console.error(`${basename(file)}: ${problem}`);
      if (checked.problems.length > 0) failed += 1;
      else console.log(`${basename(file)}: opens in exceljs and LibreOffice (PDF of ${checked.pdfBytes} bytes)`);
    } catch (problem) {
      failed += 1;
      console.error(`${basename(file)}: ${problem instanceof Error ? problem.message : String(problem)}`);
    }
  }
  return failed === 0 ? 0 : 1;
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  main(process.argv.slice(2)).then((code) => {
    process.exitCode = code;
  });
}
