import { openXlsx, saveXlsx, type FileNote } from '../src/preview/files';
import { ensureBuild } from '../src/tools/ensure-build';
import { functionsMetadata, openWorkbook, type HeadlessWorkbook } from '../src/tools/headless-workbook';
import type { Language } from '../src/tables';
import { brokenFile } from './broken-file';
import { eventually, markControl } from './journeys/driver';

// Broken formulas through the shipped bundle, the real office.js and the real functions, as a person sees it.
let book: HeadlessWorkbook;

beforeAll(() => ensureBuild(['functions', 'pane']), 600_000);
afterEach(async () => {
  const { unknownMembers } = book.host;
  await book.dispose();
  expect(unknownMembers).toEqual([]);
});

const open = async (language: Language, file?: Uint8Array): Promise<void> => {
  const fetch = (): Promise<Response> => Promise.reject(new TypeError('Failed to fetch'));
  book = await openWorkbook({ fetch, language, ...(file ? { file: await openXlsx(file) } : {}) });
};
const paneText = (): string => (book.window.document.body.textContent ?? '').replace(/\s+/g, ' ');
const waitFor = (text: string | RegExp): Promise<void> =>
  eventually(async () => {
    const there = typeof text === 'string' ? paneText().includes(text) : text.test(paneText());
    return there ? null : `The pane does not show ${text}, but: ${paneText()}`;
  });
const click = async (name: string): Promise<void> => {
  await eventually(async () => {
    const state = markControl(book.window.document, name, false);
    return state === 'found' ? null : `The control "${name}" is ${state}: ${paneText()}`;
  });
  book.window.document.querySelector('[data-journey]').click();
};
const formulas = (address: string): unknown[] => book.host.read.formulas('Plan', address).flat();
const values = (address: string): unknown[] => book.host.read.values('Plan', address).flat();

describe('a file another add-in has spoilt', () => {
  test('is read as Excel shows it', async () => {
    await open('en', await brokenFile());
    expect(formulas('B2:B5')).toEqual([
      "='C:\\Add ins\\It''s.xla'!_xldudf_TWIN_DOS(A2,4)",
      "=IF(A3>0,[2]!_xldudf_TWIN_DOS(A3,4)+'C:\\Add ins\\It''s.xla'!_xldudf_TWIN_DOS(A3,6),\"\")",
      '=TWIN.DOS(A4,4)',
      '=_xldudf_OTHER_DOS(A5,4)',
    ]);
    expect(values('B4')).toEqual([10]);
  });

  test('is offered for repair unasked, mended in two clicks, undone in one, and saved well', async () => {
    await open('en', await brokenFile());
    // ten seconds after the start, when it still does not work
    await waitFor('2 TWIN formulas do not work.');
    expect(formulas('B2')).toEqual(["='C:\\Add ins\\It''s.xla'!_xldudf_TWIN_DOS(A2,4)"]);
    await click('Repair');
    await waitFor('2 of 3 TWIN formulas do not work.');
    await click('Mend 2 formulas');
    await waitFor('Mended 2 formulas; all checked.');
    await book.host.idle();
    expect(formulas('B2:B5')).toEqual([
      '=TWIN.DOS(A2,4)',
      '=IF(A3>0,TWIN.DOS(A3,4)+TWIN.DOS(A3,6),"")',
      '=TWIN.DOS(A4,4)',
      '=_xldudf_OTHER_DOS(A5,4)',
    ]);
    // by hand: 80/4, 60/4 + 60/6, 40/4
    expect(values('B2:B4')).toEqual([20, 25, 10]);

    const notes: FileNote[] = [];
    const saved = await openXlsx(await saveXlsx(book.host.toBookFile(), { onNote: (note) => notes.push(note) }));
    expect([saved.sheets[0]?.cells.get(1)?.get(1)?.f, notes]).toEqual(['TWIN.DOS(A2,4)', []]);

    await click('Undo');
    // Excel takes a path again, but nobody can enter a link by its number
    await waitFor(/Undone: 1 cell is as before\..*\(Plan!B3\)/);
    expect(formulas('B2:B3')).toEqual([
      "='C:\\Add ins\\It''s.xla'!_xldudf_TWIN_DOS(A2,4)",
      '=IF(A3>0,TWIN.DOS(A3,4)+TWIN.DOS(A3,6),"")',
    ]);
    await waitFor('Path before the name');
  }, 120_000);

  test('中文窗格：扫描、修复、记录', async () => {
    await open('zh', await brokenFile());
    await click('更多');
    await click('修复公式');
    await click('修复 2 个公式');
    await waitFor('已修复 2 个公式，逐格核对无误。');
    await book.host.idle();
    expect(values('B2:B4')).toEqual([20, 25, 10]);
    await click('更多');
    await click('记录');
    await waitFor(/修复公式.*2 格/);
    await click('撤销写入');
    await waitFor('已撤销');
  }, 120_000);
});

describe('a workbook that is well', () => {
  test('hears nothing of it', async () => {
    await open('en');
    book.host.user.type('Sheet1', 'A1', '=TWIN.DOS(80,4)');
    book.host.user.type('Sheet1', 'A2', '=TWIN.DOS(0,0)');
    book.host.user.type('Sheet1', 'A3', '=TWIN.DOS("x",4)');
    book.host.user.type('Sheet1', 'A4', '=NOSUCH(1)');
    await new Promise((resolve) => setTimeout(resolve, 13_000));
    expect(paneText()).not.toContain('do not work');
    expect(paneText()).not.toContain('does not work');
    await book.session.scanFormulas();
    expect(book.session.getState().repair).toMatchObject({ found: [], ours: 3, complete: true });
  }, 120_000);

  test('knows every function of the add-in', async () => {
    await open('en');
    const functions: string[] = functionsMetadata().functions.map(({ id }: { id: string }) => id);
    functions.forEach((id, i) => book.host.user.plant('Sheet1', `A${i + 1}`, `=_xldudf_TWIN_${id}()`, '#NAME?'));
    const { found } = await book.session.scanFormulas();
    expect(found.filter(({ why }) => why !== null)).toEqual([]);
    expect(found).toHaveLength(functions.length);
  }, 120_000);
});

test('stuck cells are calculated at the press of a button, whatever the mode of calculation', async () => {
  await open('en');
  book.host.user.addSheet('Plan');
  book.host.user.plant('Plan', 'A1', '=TWIN.DOS(80,4)', '#BUSY!');
  book.host.user.plant('Plan', 'A2', '=TWIN.DOS(60,4)', '#GETTING_DATA');
  book.host.user.setManualCalculation(true);
  await click('More');
  await click('Repair formulas');
  await waitFor('No answer yet');
  await waitFor('press F9');
  await click('Recalculate TWIN cells');
  await waitFor('Calculated 2 cells.');
  await book.host.idle();
  expect(values('A1:A2')).toEqual([20, 15]);
  await waitFor('All 2 TWIN formulas in this workbook work.');
}, 120_000);
