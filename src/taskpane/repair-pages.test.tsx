import { brokenFormula } from './session/testing/fake-workbook';
import { button, dom, lendGlobals, mount, pause, press, says, until } from './session/testing/pane';

const { document } = dom.window;

beforeAll(lendGlobals);

describe('repairing formulas', () => {
  const broken = [
    ...['A1', 'A2', 'A3'].map((cell) => brokenFormula(cell, 'file_form')),
    brokenFormula('A4', 'name_error'),
    brokenFormula('A5', 'other_namespace', { formula: '=_xldudf_TWINDEV_DOS(4,4)' }),
    brokenFormula('A6', 'file_form', { mended: null, why: 'unknown_function', unknown: ['FUTURE'] }),
    brokenFormula('A7', 'name_error', { mended: null, why: 'merged' }),
  ];
  const options = (): HTMLElement[] => [...document.querySelectorAll<HTMLElement>('[role=option]')];
  const checkbox = (label: string): HTMLInputElement | null =>
    document.querySelector(`input[type=checkbox][aria-label="${label}"]`);
  const key = (name: string): void =>
    void document
      .querySelector('[role=listbox]')
      ?.dispatchEvent(new dom.window.KeyboardEvent('keydown', { key: name, bubbles: true }));

  it('looks by itself, shows what mends what, mends the ticked ones and takes it back', async () => {
    const { navigation, workbook, root } = await mount();
    workbook.broken = broken;
    navigation.go({ page: 'repair' });
    await until('the scan', () => says('7 of 27 TWIN formulas do not work.'));
    await until('the promise', () => button('Mend 4 formulas') !== undefined);
    expect(checkbox('Mend Name as files store it')?.checked).toBe(true);
    expect(checkbox('Mend Made with another edition')?.checked).toBe(false);
    expect(checkbox('Mend Cannot be mended here')).toBeNull();

    await press('Show Name as files store it, 3');
    await until('the list', () => options().length === 3);
    expect(options()[0]?.textContent).toBe('A1Sheet1#NAME?=_xldudf_TWIN_DOS(0,4)→ =TWIN.DOS(0,4)');
    // the sheet follows the line
    await until('the first cell', () => workbook.selectedArea?.row === 0);
    key('ArrowDown');
    await until('the second cell', () => workbook.selectedArea?.row === 1);
    key(' ');
    await until('the tick gone', () => options()[1]?.getAttribute('aria-selected') === 'false');
    await press('Done');
    await until('a smaller promise', () => button('Mend 3 formulas') !== undefined);
    expect(checkbox('Mend Name as files store it')?.indeterminate).toBe(true);

    await press('Show Cannot be mended here, 2');
    await until('the reasons', () =>
      says('This version has no TWIN.FUTURE: check the spelling, or bring the add-in up to date.'),
    );
    expect(says('Part of merged cells: unmerge them, then scan again.')).toBe(true);
    await press('Done');

    workbook.stubborn.add('Sheet1|A4');
    await press('Mend 3 formulas');
    await until('the result', () => says('Mended 2 formulas. 1 still does not work. First: Sheet1!A4.'));
    await until('the report', () => says('2 formulas were mended.'));
    expect(says('still shows #NAME?')).toBe(true);
    const undo = [...document.querySelectorAll('button')].find(({ textContent }) => textContent === 'Undo');
    undo?.click();
    await until('undone', () => says('Undone'));
    expect(workbook.broken).toHaveLength(broken.length);
    root.unmount();
  }, 30_000);

  it('用中文：没有问题时只说一句，重新计算有按钮', async () => {
    const { session, navigation, workbook, root } = await mount();
    session.setLanguage('zh');
    navigation.go({ page: 'repair' });
    await until('一句话', () => says('此工作簿的 20 个 TWIN 公式均正常。'));
    workbook.broken = broken;
    await press('重新扫描');
    await until('按钮', () => button('修复 4 个公式') !== undefined);
    expect(says('函数名前带路径')).toBe(false);
    await press('重新计算 TWIN 单元格');
    await until('结果', () => says('已计算 27 格。7 个公式仍不能正常工作。'));
    await press('修复 4 个公式');
    await until('修复', () => says('已修复 4 个公式，逐格核对无误。'));
    root.unmount();
  }, 30_000);

  it('is offered above the page when it was found unasked, and goes when dismissed', async () => {
    const { session, navigation, workbook, root } = await mount();
    workbook.broken = broken;
    await session.scanFormulas();
    expect(says('do not work.')).toBe(false);
    navigation.go({ page: 'repair' });
    await until('the page', () => says('Name as files store it'));
    root.unmount();

    const other = await mount({ wait: (ms) => pause(ms / 100) });
    other.workbook.broken = broken;
    await until('the offer', () => says('7 TWIN formulas do not work.'));
    const dismiss = document.querySelector<HTMLButtonElement>('button[aria-label="Dismiss"]');
    dismiss?.click();
    await until('quiet', () => !says('do not work.'));
    other.root.unmount();
  }, 30_000);
});
