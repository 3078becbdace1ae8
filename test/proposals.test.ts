import { createGateway, type Gateway } from '../src/gateway';
import { openTestStore } from '../src/gateway/test-store';
import { sheetTable, type CellValue, type ProposalList } from '../src/tables';
import { openWorkbook, type HeadlessWorkbook } from '../src/tools/headless-workbook';
import { smallBrand, sourcesOf } from './small-brand';

/** Accepting and sending through the shipped bundle and the real office.js, to a real data service and back. */

let gateway: Gateway;
let key: string;
let workbook: HeadlessWorkbook;

beforeAll(async () => {
  const store = await openTestStore();
  gateway = createGateway({ store, version: 'test' });
  await gateway.importFolder({ brandId: 'brand', name: 'Brand', currency: 'CNY', files: sourcesOf(smallBrand()) });
  key = await gateway.createToken({ label: 'planning desk', brands: null, write: true });
  workbook = await openWorkbook({ api: gateway.app, language: 'en', threads: 0 });
  workbook.session.setPlanner('李雷');
  await workbook.session.runAll({ brandId: 'brand', key, language: 'en' });
}, 300_000);
afterAll(async () => {
  await workbook?.dispose();
  await gateway?.close();
});

type Row = Record<string, CellValue>;
const rows = (): Promise<Row[]> => workbook.session.sheetRecords('TW_Plan');
const rowOf = async (sku: CellValue, warehouse: CellValue): Promise<Row> =>
  (await rows()).find((row) => row.sku_id === sku && row.warehouse_id === warehouse) ?? {};
const answer = async (path: string, body: unknown): Promise<void> => {
  const response = await gateway.app.request(`/v1/brands/brand${path}`, {
    method: 'POST',
    headers: { Authorization: `Bearer ${key}` },
    body: JSON.stringify(body),
  });
  expect(response.status).toBe(200);
};

it('lines are accepted in the pane and in the sheet, sent once, answered, and their state comes back', async () => {
  const { session, host } = workbook;
  const board = await session.loadDecisions();
  const buys = board.lines.filter(({ action, orderQty }) => action === 'buy' && (orderQty ?? 0) > 0);
  expect(buys.length).toBeGreaterThan(2);
  const [first, second, third] = buys as [(typeof buys)[0], (typeof buys)[0], (typeof buys)[0]];

  // one in the pane, with one undo
  const before = await rows();
  await session.decideLines([first.id], 'accept');
  expect(await rowOf(first.sku, first.warehouse)).toMatchObject({
    decision: 'accept',
    decided_by: '李雷',
    decided_qty: first.orderQty,
  });
  await session.undo(session.getState().notice?.undoId ?? '');
  expect(await rows()).toEqual(before);
  await session.decideLines([first.id], 'accept');

  // one typed into the sheet as a person does: the word of the list, and an own quantity
  const sheet = 'Plan';
  const columns = sheetTable('TW_Plan').columns;
  const letter = (id: string): string => {
    const at = columns.findIndex((column) => column.id === id);
    return at < 26
      ? String.fromCharCode(65 + at)
      : `${String.fromCharCode(64 + Math.floor(at / 26))}${String.fromCharCode(65 + (at % 26))}`;
  };
  const place = before.findIndex((row) => row.sku_id === second.sku && row.warehouse_id === second.warehouse) + 6;
  host.user.type(sheet, `${letter('decision')}${place}`, 'Change');
  host.user.type(sheet, `${letter('my_qty')}${place}`, '36');
  const read = await session.loadDecisions();
  expect(read.signed).toBe(1);
  expect(await rowOf(second.sku, second.warehouse)).toMatchObject({
    decision: 'change',
    my_qty: 36,
    decided_by: '李雷',
    decided_qty: second.orderQty,
  });

  // sent: own quantity, codes as they are
  const ready = read.lines.filter(({ state }) => state === 'accepted' || state === 'changed');
  const value = ready.reduce((sum, line) => sum + (line.value ?? 0), 0);
  const sending = await session.sendProposals({ confirmed: { lines: 2, value } });
  expect(sending).toMatchObject({ outcome: 'sent', lines: 2, unmarked: false });
  const list = await gateway.app.request('/v1/brands/brand/proposals', { headers: { Authorization: `Bearer ${key}` } });
  const { proposals } = (await list.json()) as ProposalList;
  expect(proposals[0]).toMatchObject({ sent_by: '李雷', sent_with: 'planning desk', plan_version: 'v1' });
  const number = proposals[proposals.length - 1]?.number ?? 0;
  expect((await rowOf(second.sku, second.warehouse)).proposal).toMatch(/^P-000\d · sent$/);

  // a new plan blanks neither decisions nor proposals
  await session.plan();
  await session.review();
  if (session.getState().review?.items.length) await session.write({ items: 'all', writeHidden: true });
  expect(await rowOf(second.sku, second.warehouse)).toMatchObject({ decision: 'change', my_qty: 36 });

  // answered, and back with the next pull
  for (const { number: each } of proposals)
    await answer(`/proposals/${each}/answer`, { state: 'ordered', note: 'PO 7' });
  await session.pull();
  expect((await rowOf(first.sku, first.warehouse)).proposal).toMatch(/^P-000\d · ordered$/);
  const back = await session.sheetRecords('TW_Proposals');
  expect(back.map(({ state, answer: note }) => [state, note])).toEqual(back.map(() => ['ordered', 'PO 7']));
  const mine = back.find((row) => row.sku_id === second.sku && row.warehouse_id === second.warehouse);
  expect(mine).toMatchObject({ qty: 36, sent_by: '李雷' });
  expect(number).toBeGreaterThan(0);
  // an undecided line is still undecided
  expect((await rowOf(third.sku, third.warehouse)).decision).toBeNull();
}, 300_000);
