import { loadAddinInJsdom } from './node';
import path from 'node:path';
import { openTestWorkbook, type TestWorkbook } from './testing/open';

let wb: TestWorkbook;
beforeEach(async () => {
  wb = await openTestWorkbook();
});
afterEach(() => {
  expect(wb.host.unknownMembers).toEqual([]);
  wb.dispose();
});

test('a ribbon button runs the associated function and is done when the function says so', async () => {
  wb.page.window['evaluate'](
    String(() => {
      Office.actions.associate('TestCommand', (event: Office.AddinCommands.Event) => {
        (window as any).ran = event.source.id;
        setTimeout(() => event.completed(), 30);
      });
    }),
  )();
  await wb.host.runCommand('TestCommand', 'Button1');
  expect(wb.page.window['ran']).toBe('Button1');
});

test('pane and ribbon follow the add-in', async () => {
  const seen: unknown[] = [];
  wb.host.onPaneVisible((visible) => seen.push(visible));
  wb.host.onButton((id, enabled) => seen.push([id, enabled]));
  await wb.page.window['evaluate'](
    String(async () => {
      await Office.addin.hide();
      await Office.addin.showAsTaskpane();
      await Office.ribbon.requestUpdate({
        tabs: [{ id: 'Tab', groups: [{ id: 'G', controls: [{ id: 'B', enabled: false }] }] }],
      });
    }),
  )();
  expect(seen).toEqual([false, true, ['B', false]]);
});

test('document settings are kept over a reload of the page', async () => {
  await wb.page.window['evaluate'](
    String(
      () =>
        new Promise((resolve) => {
          Office.context.document.settings.set('who', { name: '小明' });
          Office.context.document.settings.saveAsync(resolve);
        }),
    ),
  )();
  wb.page.dispose();
  const again = await loadAddinInJsdom({ host: wb.host, distDir: path.join(__dirname, 'testing/addin'), fetch });
  await new Promise<void>((resolve) => again.window.addEventListener('load', () => resolve()));
  await again.window['officeReady'];
  expect(again.window['Office'].context.document.settings.get('who')).toEqual({ name: '小明' });
  again.dispose();
});

test('messages of another conversation and things that are no message are not heard', () => {
  for (const text of [
    null,
    7,
    'x',
    '{',
    '{"_messageType":1}',
    '{"_messageType":0,"_conversationId":"other","_actionName":"executeMethod"}',
  ]) {
    wb.host.receive(text);
  }
  expect(wb.host.stats.largestRequestBytes).toBeLessThan(5000);
});
