import { createGateway, type Gateway } from '..';
import type {
  BrandSummary,
  Problem,
  ProposalBody,
  ProposalInfo,
  ProposalLineBody,
  ProposalList,
  ProposalPage,
  SendAnswer,
  SendBody,
  TablePage,
} from '../../tables';
import type { Store } from '../store';
import { filesOf } from '../test-files';
import { openTestStore } from '../test-store';
import { SAMPLE_PROPOSALS_KEPT } from './send';

let store: Store;
let gateway: Gateway;
let keyWrite: string;
let keyRead: string;
let keyElse: string;
const now = new Date('2026-11-24T01:00:00Z');

const FILES = {
  'sku.csv': 'sku_id,name,name_zh,supplier_id\nA,Lamp,灯,SUP1\n00123,Cup,杯,SUP2\nB,Vase,瓶,SUP1\nC,Box,盒,\n',
  'warehouse.csv': 'warehouse_id,type\nNB,bonded\nOS,overseas\n',
  'stock.csv': 'as_of,warehouse_id,sku_id,qty\n2026-11-23T01:12:00Z,NB,A,5\n',
};

beforeAll(async () => {
  store = await openTestStore();
  gateway = createGateway({ store, version: '1', now: () => now });
  for (const brandId of ['own', 'other', 'race', 'paged'])
    await gateway.importFolder({ brandId, files: filesOf(FILES) });
  await gateway.importFolder({ brandId: 'sample', sample: true, files: filesOf(FILES) });
  keyWrite = await gateway.createToken({ label: 'planning desk', brands: ['own', 'race', 'paged'], write: true });
  keyElse = await gateway.createToken({ label: 'buying desk', brands: ['own'], write: true });
  keyRead = await gateway.createToken({ label: 'reader', brands: ['own'], write: false });
});
afterAll(() => gateway.close());

const line = (sku_id: string, qty: number, extra: Partial<ProposalLineBody> = {}): ProposalLineBody => ({
  sku_id,
  warehouse_id: 'NB',
  qty,
  recommended_qty: qty,
  order_by: '2026-11-25',
  arrives: '2026-12-20',
  value: qty * 10,
  decided_by: '李雷',
  decided_on: '2026-11-24',
  ...extra,
});
const proposal = (id: string, supplier_id: string | null, ...lines: ProposalLineBody[]): ProposalBody => ({
  id: `client-${id}`,
  supplier_id,
  lines,
});
const sending = (proposals: ProposalBody[], extra: Partial<SendBody> = {}): SendBody => ({
  sent_by: '李雷',
  seen: 0,
  known: [],
  plan_version: 'v48',
  cut: 'cut1',
  data_time: '2026-11-23T01:12:00.000Z',
  currency: 'CNY',
  proposals,
  ...extra,
});

async function ask<T>(path: string, key: string | null, body?: unknown): Promise<{ status: number; body: T }> {
  const headers: Record<string, string> = key === null ? {} : { Authorization: `Bearer ${key}` };
  const init = body === undefined ? {} : { method: 'POST', body: JSON.stringify(body) };
  const response = await gateway.app.request(path, { ...init, headers });
  return { status: response.status, body: (await response.json()) as T };
}
async function good<T>(path: string, key: string | null, body?: unknown): Promise<T> {
  const answer = await ask<T>(path, key, body);
  expect(answer).toMatchObject({ status: 200 });
  return answer.body;
}
async function bad(path: string, key: string | null, body?: unknown): Promise<Problem> {
  const { body: problem } = await ask<Problem>(path, key, body);
  expect(problem.message?.zh).toMatch(/[\u4e00-\u9fff]/);
  return problem;
}
const send = (body: SendBody, brand = 'own', key: string | null = keyWrite) =>
  good<SendAnswer>(`/v1/brands/${brand}/proposals`, key, body);
const read = (number: number, brand = 'own') =>
  good<ProposalPage>(`/v1/brands/${brand}/proposals/${number}`, brand === 'sample' ? null : keyWrite);

describe('from sending to the order', () => {
  const both = sending([
    proposal('sup1', 'SUP1', line('A', 1752), line('B', 60, { value: null, recommended_qty: 72 })),
    proposal('sup2', 'SUP2', line('00123', 12)),
  ]);

  test('one proposal a supplier, with who sent what and when', async () => {
    const { proposals, left_out } = await send(both);
    expect(left_out).toEqual({ count: 0, examples: [], lines: [] });
    expect(proposals).toEqual([
      {
        number: 1,
        id: 'client-sup1',
        supplier_id: 'SUP1',
        state: 'sent',
        lines: 2,
        value: 17_520,
        currency: 'CNY',
        plan_version: 'v48',
        cut: 'cut1',
        data_time: '2026-11-23T01:12:00.000Z',
        sent_at: now.toISOString(),
        sent_by: '李雷',
        sent_with: 'planning desk',
        created: true,
      },
      expect.objectContaining({ number: 2, supplier_id: 'SUP2', lines: 1, value: 120, created: true }),
    ]);
    const page = await read(1);
    expect(page.items[1]).toEqual({
      ...line('B', 60, { value: null, recommended_qty: 72 }),
      line: 2,
      state: 'sent',
      answered_qty: null,
      answer: null,
    });
    expect(page.events).toEqual([
      { at: now.toISOString(), by: '李雷', with: 'planning desk', state: 'sent', lines: 2, note: null },
    ]);
  });

  test('the same lines sent again are the same proposals', async () => {
    const again = await send(both);
    expect(again.proposals.map(({ number, created }) => [number, created])).toEqual([
      [1, false],
      [2, false],
    ]);
    expect((await good<ProposalList>('/v1/brands/own/proposals', keyRead)).proposals).toHaveLength(2);
  });

  test('an id stands for its lines: others under it are refused', async () => {
    const problem = await bad('/v1/brands/own/proposals', keyWrite, sending([proposal('sup1', 'SUP1', line('A', 1))]));
    expect(problem).toMatchObject({ code: 'proposal_refused', status: 422 });
  });

  test('what somebody else sent since is a conflict with both quantities, and nothing is stored', async () => {
    const mine = sending([proposal('mine', 'SUP1', line('A', 600), line('C', 6))]);
    const problem = await bad('/v1/brands/own/proposals', keyElse, mine);
    expect(problem).toMatchObject({ code: 'proposal_conflict', status: 409 });
    expect(problem.conflicts).toEqual([
      {
        sku_id: 'A',
        warehouse_id: 'NB',
        qty: 600,
        theirs: { number: 1, qty: 1752, state: 'sent', sent_by: '李雷', sent_at: now.toISOString() },
      },
    ]);
    expect((await good<ProposalList>('/v1/brands/own/proposals', keyRead)).proposals).toHaveLength(2);
    // another warehouse of the same SKU is no conflict
    const elsewhere = sending([proposal('osaka', 'SUP1', line('A', 24, { warehouse_id: 'OS' }))]);
    expect((await send(elsewhere, 'own', keyElse)).proposals[0]).toMatchObject({
      number: 3,
      sent_with: 'buying desk',
    });
    // having looked at theirs, mine can be sent too
    expect((await send({ ...mine, known: [1] }, 'own', keyElse)).proposals[0]).toMatchObject({ number: 4, lines: 2 });
  });

  test('is acknowledged, then ordered line by line, with quantity and note', async () => {
    const path = '/v1/brands/own/proposals/1/answer';
    expect(await good<ProposalInfo>(path, keyElse, { state: 'acknowledged', by: 'Han' })).toMatchObject({
      state: 'acknowledged',
    });
    const part = { state: 'ordered', by: 'Han', lines: [{ line: 1, answered_qty: 1700, note: 'short of cloth' }] };
    expect(await good<ProposalInfo>(path, keyElse, part)).toMatchObject({ state: 'acknowledged' });
    // the same again, after an answer that was lost, changes nothing
    await good(path, keyElse, part);
    expect(
      await good<ProposalInfo>(path, keyElse, { state: 'refused', note: 'sold out', lines: [{ line: 2 }] }),
    ).toEqual(expect.objectContaining({ state: 'ordered' }));
    const { items, events } = await read(1);
    expect(items.map(({ state, answered_qty, answer }) => [state, answered_qty, answer])).toEqual([
      ['ordered', 1700, 'short of cloth'],
      ['refused', null, 'sold out'],
    ]);
    expect(events.map(({ state, lines, by, with: key }) => [state, lines, by, key])).toEqual([
      ['sent', 2, '李雷', 'planning desk'],
      ['acknowledged', 2, 'Han', 'buying desk'],
      ['ordered', 1, 'Han', 'buying desk'],
      ['refused', 1, null, 'buying desk'],
    ]);
  });

  test('is withdrawn only while nobody has answered', async () => {
    const late = await bad('/v1/brands/own/proposals/1/withdraw', keyWrite, {});
    expect(late).toMatchObject({ code: 'proposal_closed', status: 409, detail: expect.stringContaining('P-0001') });
    expect(await good<ProposalInfo>('/v1/brands/own/proposals/2/withdraw', keyWrite, { by: '李雷' })).toMatchObject({
      state: 'withdrawn',
    });
    expect(await bad('/v1/brands/own/proposals/2/answer', keyWrite, { state: 'ordered' })).toMatchObject({
      code: 'proposal_closed',
    });
    // what was taken back stands no more: the same lines may be sent anew, and are no conflict
    const anew = await send(sending([proposal('sup2', 'SUP2', line('00123', 12))]));
    expect(anew.proposals[0]).toMatchObject({ number: 5, created: true, state: 'sent' });
  });

  test('a line that is not there, a proposal that is not there', async () => {
    const line7 = { state: 'ordered', lines: [{ line: 7 }] };
    expect(await bad('/v1/brands/own/proposals/5/answer', keyWrite, line7)).toMatchObject({ code: 'proposal_closed' });
    expect(await bad('/v1/brands/own/proposals/99', keyRead)).toMatchObject({ code: 'no_proposal', status: 404 });
    expect(await bad('/v1/brands/own/proposals/99/withdraw', keyWrite, {})).toMatchObject({ code: 'no_proposal' });
    expect(await bad('/v1/brands/own/proposals/x', keyRead)).toMatchObject({ code: 'bad_request' });
  });

  test('lists by state and supplier', async () => {
    const numbers = async (query: string): Promise<number[]> =>
      (await good<ProposalList>(`/v1/brands/own/proposals?${query}`, keyRead)).proposals.map(({ number }) => number);
    expect(await numbers('')).toEqual([5, 4, 3, 2, 1]);
    expect(await numbers('state=withdrawn')).toEqual([2]);
    expect(await numbers('supplier=SUP2')).toEqual([5, 2]);
  });

  test('comes back with the next pull, newest first, codes as text, in the language asked for', async () => {
    const pull = (query: string) => good<TablePage>(`/v1/brands/own/tables/TW_Proposals?lang=zh&${query}`, keyRead);
    const page = await pull('');
    const records = page.rows.map((row) => Object.fromEntries(page.columns.map((id, at) => [id, row[at]])));
    expect(page.total).toBe(7);
    expect(records.map(({ proposal_id, line: at }) => `${proposal_id}/${at}`)).toEqual([
      'P-0005/1',
      'P-0004/1',
      'P-0004/2',
      'P-0003/1',
      'P-0002/1',
      'P-0001/1',
      'P-0001/2',
    ]);
    expect(records[0]).toMatchObject({ sku_id: '00123', name: '杯', state: 'sent', currency: 'CNY' });
    expect(records[5]).toMatchObject({
      state: 'ordered',
      answered_qty: 1700,
      answer: 'short of cloth',
      sent_by: '李雷',
    });
    expect(page.columns).not.toContain('note');
    // page by page it is the same
    const seen: unknown[] = [];
    for (let cursor: string | null = ''; cursor !== null;) {
      const part: TablePage = await pull(`limit=2${cursor && `&cursor=${cursor}`}`);
      seen.push(...part.rows);
      cursor = part.next;
    }
    expect(seen).toEqual(page.rows);
    expect((await pull('warehouses=OS')).rows).toHaveLength(1);
  });
});

describe('who may', () => {
  const body = sending([proposal('nobody', 'SUP1', line('B', 1))]);
  test('only a key that may write sends, answers and withdraws; any that may read reads', async () => {
    expect(await bad('/v1/brands/own/proposals', keyRead, body)).toMatchObject({ code: 'forbidden' });
    expect(await bad('/v1/brands/own/proposals/1/answer', keyRead, { state: 'ordered' })).toMatchObject({
      code: 'forbidden',
    });
    expect(await bad('/v1/brands/own/proposals/1/withdraw', null, {})).toMatchObject({ code: 'unauthorised' });
    expect(await bad('/v1/brands/other/proposals', keyWrite, body)).toMatchObject({ code: 'forbidden' });
    expect((await good<BrandSummary>('/v1/brands/own', keyRead)).may_send).toBe(false);
    expect((await good<BrandSummary>('/v1/brands/own', keyWrite)).may_send).toBe(true);
    expect((await good<BrandSummary>('/v1/brands/sample', null)).may_send).toBe(true);
  });

  test('the sample takes proposals without a key, but nobody’s sentences', async () => {
    const told = sending([
      proposal('told', 'buy at evil.example', line('A', 5, { decided_by: 'See https://evil.example!' })),
    ]);
    const sent = await send({ ...told, sent_by: '王 小明' }, 'sample', null);
    expect(sent.proposals[0]).toMatchObject({ sent_by: '王 小明', sent_with: null, supplier_id: null });
    await good('/v1/brands/sample/proposals/1/answer', null, {
      state: 'ordered',
      by: 'read https://evil.example',
      note: 'read https://evil.example',
      lines: [{ line: 1, note: 'and this' }],
    });
    const { items, events } = await read(1, 'sample');
    expect(JSON.stringify([items, events])).not.toContain('evil');
    expect(items[0]).toMatchObject({ state: 'ordered', answer: null, decided_by: null });
  });

  test('of the sample’s proposals the newest are kept, and numbers go on', async () => {
    const two = (id: number): SendBody =>
      sending(
        ['NB', 'OS'].map((warehouse_id) => proposal(`${warehouse_id}-${id}`, null, line('B', id, { warehouse_id }))),
        { seen: 100_000 },
      );
    const first = await send(two(1), 'sample', null);
    expect(first.proposals.map(({ number }) => number)).toEqual([2, 3]);
    await store.query(
      `INSERT INTO proposal (brand_id, number, client_id, content, currency, cut, data_time, sent_at)
       SELECT 'sample', n, 'filler-' || n, '', 'CNY', 'c', now(), now() FROM generate_series(4, $1) AS n`,
      [SAMPLE_PROPOSALS_KEPT + 1],
    );
    const last = await send(two(900), 'sample', null);
    expect(last.proposals.map(({ number }) => number)).toEqual([SAMPLE_PROPOSALS_KEPT + 2, SAMPLE_PROPOSALS_KEPT + 3]);
    const [kept] = await store.query<{ n: number; first: number }>(
      `SELECT count(*) AS n, min(number) AS first FROM proposal WHERE brand_id = 'sample'`,
    );
    expect(kept).toEqual({ n: SAMPLE_PROPOSALS_KEPT, first: 4 });
    expect(await store.query(`SELECT 1 FROM proposal_line WHERE brand_id = 'sample' AND number < 4`)).toEqual([]);
  });
});

describe('bad input', () => {
  const refuse = async (body: unknown) => bad('/v1/brands/own/proposals', keyWrite, body);

  test('lines of unknown SKUs or warehouses are left out and named, the rest is sent', async () => {
    const { proposals, left_out } = await send(
      sending([
        proposal('part', 'SUP1', line('B', 3), line('GONE', 4), line('A', 2, { warehouse_id: 'MARS' })),
        proposal('lost', null, line('NEVER', 1)),
      ]),
      'race',
    );
    expect(proposals.map(({ lines }) => lines)).toEqual([1]);
    expect(left_out).toMatchObject({ count: 3, examples: ['GONE · NB', 'A · MARS', 'NEVER · NB'] });
    expect(await refuse(sending([proposal('allgone', null, line('NEVER', 1))]))).toMatchObject({
      code: 'proposal_refused',
      detail: expect.stringContaining('NEVER · NB'),
    });
  });

  test.each([
    ['no line', [proposal('empty', null)]],
    ['no quantity', [proposal('zero00', null, line('A', 0))]],
    ['a negative one', [proposal('minus', null, line('A', -3))]],
    ['text for a quantity', [proposal('text0', null, line('A', 'ten' as unknown as number))]],
    ['a day that is none', [proposal('day000', null, line('A', 1, { order_by: '2026-02-30' }))]],
    ['an id that is none', [{ ...proposal('x', null, line('A', 1)), id: 'a b' }]],
  ])('%s is refused', async (_, proposals) => {
    expect(await refuse(sending(proposals as ProposalBody[]))).toMatchObject({ code: 'bad_request' });
  });

  test('the same SKU and warehouse twice is refused with its name', async () => {
    const twice = sending([proposal('one111', 'SUP1', line('A', 1)), proposal('two222', 'SUP2', line('A', 2))], {
      seen: 99,
    });
    expect(await refuse(twice)).toMatchObject({ code: 'proposal_refused', detail: expect.stringContaining('A · NB') });
    expect(await refuse('nothing')).toMatchObject({ code: 'bad_request' });
  });

  test('of two who send the same at once, one is told of the other', async () => {
    const bodies = ['first0', 'second'].map((id) => sending([proposal(id, 'SUP1', line('A', 10))], { seen: 1 }));
    const answers = await Promise.all(bodies.map((body) => ask('/v1/brands/race/proposals', keyWrite, body)));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
  });
});

test('lists and lines come page by page', async () => {
  for (let at = 0; at < 3; at++)
    await send(sending([proposal(`page${at}0`, `SUP${at}`, line('A', 1), line('B', 1))], { seen: 99 }), 'paged');
  const numbers: number[] = [];
  for (let query: string | null = ''; query !== null;) {
    const list: ProposalList = await good(`/v1/brands/paged/proposals?limit=2${query}`, keyWrite);
    numbers.push(...list.proposals.map(({ number }) => number));
    query = list.next && `&cursor=${list.next}`;
  }
  expect(numbers).toEqual([3, 2, 1]);
  const first = await good<ProposalPage>('/v1/brands/paged/proposals/2?limit=1', keyWrite);
  expect([first.items.length, first.next]).toEqual([1, '1']);
  const second = await good<ProposalPage>(`/v1/brands/paged/proposals/2?limit=1&cursor=${first.next}`, keyWrite);
  expect([second.items[0]?.sku_id, second.next]).toEqual(['B', null]);
});

test('proposals outlive the next import', async () => {
  await gateway.importFolder({ brandId: 'paged', files: filesOf(FILES) });
  expect((await good<ProposalList>('/v1/brands/paged/proposals', keyWrite)).proposals).toHaveLength(3);
});

test('the description has every route and answer', async () => {
  const api = await good<{ paths: Record<string, unknown>; components: { schemas: Record<string, unknown> } }>(
    '/openapi.json',
    null,
  );
  expect(Object.keys(api.paths)).toEqual(
    expect.arrayContaining([
      '/v1/brands/{brand}/proposals',
      '/v1/brands/{brand}/proposals/{number}',
      '/v1/brands/{brand}/proposals/{number}/answer',
      '/v1/brands/{brand}/proposals/{number}/withdraw',
    ]),
  );
  const refs = [...JSON.stringify(api).matchAll(/#\/components\/schemas\/(\w+)/g)].map(([, name]) => name);
  for (const name of refs) expect(Object.keys(api.components.schemas)).toContain(name);
});
