import { runPlan } from '../../planning';
import type { CellValue, PullTableId } from '../../tables';
import type { DecisionLine } from './decide-types';
import { readProposalText, sendable } from './decision-lines';
import { createSession } from './session';
import { FakeService, type FakeTable } from './testing/fake-service';
import { FakeWorkbook } from './testing/fake-workbook';
import { fixtureTables, storageIn } from './testing/fixture';
import { fillSheets } from './testing/item-sheets';
import type { SessionPorts } from './types';

const base = {
  tier: 'hit',
  model: 'bonded',
  status: 'low',
  reason: 'below_reorder',
  order_by: '2026-11-25',
  arrives: '2026-12-20',
  plan_version: 'v48',
};
type Row = Record<string, CellValue>;
const buy = (sku_id: string, order_qty: number, value: number | null, more: Row = {}): Row => ({
  ...base,
  sku_id,
  name: `Thing ${sku_id}`,
  warehouse_id: 'NGB',
  action: 'buy',
  order_qty,
  value,
  ...more,
});
const SKUS: Row[] = [
  { sku_id: 'A', supplier_id: 'SUP1', unit_cost: 20, cost_currency: 'CNY', barcode: '6974318532161', pack_qty: 12 },
  { sku_id: 'B', supplier_id: 'SUP2', unit_cost: 5, cost_currency: 'CNY' },
  { sku_id: 'C', supplier_id: 'SUP1', unit_cost: 3, cost_currency: 'USD' },
  { sku_id: '00123', supplier_id: null },
];
const PLAN: Row[] = [
  buy('A', 1752, 35_040),
  buy('B', 60, 300),
  buy('C', 12, null),
  buy('00123', 6, 90),
  buy('H', 0, null, { action: 'hold' }),
  buy('S', 0, null, { action: 'stop' }),
];

interface Setup {
  planner?: string;
  plan?: Row[];
  service?: FakeService;
  workbook?: FakeWorkbook;
}

async function open({ planner = '李雷', plan = PLAN, service: given, workbook: book }: Setup = {}) {
  const service = given ?? new FakeService(fixtureTables());
  const workbook = book ?? new FakeWorkbook();
  if (!book) fillSheets(workbook, { TW_SKU: SKUS, TW_Stock: [{ sku_id: 'A', warehouse_id: 'NGB' }], TW_Plan: plan });
  const kept = new Map<string, string>(planner ? [['planner', planner]] : []);
  const ports: SessionPorts = {
    workbook,
    runPlan,
    fetch: (input, init) => service.fetch(input, init),
    storage: storageIn(kept),
    now: () => new Date('2026-11-24T04:00:00Z'),
    defaultAddress: 'https://stock.test/api',
    functionsNamespace: 'TWIN',
    language: 'en',
  };
  const session = createSession(ports);
  await session.start();
  const id = (sku: string): string => JSON.stringify([sku, 'NGB']);
  const row = (sku: string): Row => {
    const held = workbook.tables.get('TW_Plan');
    const at = workbook.rowAt('TW_Plan', [sku, 'NGB']);
    return Object.fromEntries((held?.columns ?? []).map((column, i) => [column, held?.rows[at]?.[i] ?? null]));
  };
  const line = (sku: string): DecisionLine =>
    session.getState().decisions?.lines.find((candidate) => candidate.sku === sku) as DecisionLine;
  const confirmed = () => {
    const lines = sendable(session.getState().decisions?.lines ?? []);
    const known = lines.flatMap(({ value }) => (value === null ? [] : [value]));
    return { lines: lines.length, value: known.length ? known.reduce((sum, value) => sum + value, 0) : null };
  };
  return { session, workbook, service, kept, ports, id, row, line, confirmed };
}

describe('decisions', () => {
  it('lists what wants a word, most money first, with the money of what would be sent', async () => {
    const { session, line } = await open();
    const board = await session.loadDecisions();
    expect(board.lines.map(({ sku }) => sku)).toEqual(['A', 'B', '00123', 'C', 'S']);
    expect(board).toMatchObject({ signed: 0, unnamed: 0, currency: 'CNY' });
    expect(line('A')).toMatchObject({ state: 'open', supplier: 'SUP1', packQty: 12, value: 35_040 });
    // a cost in another currency is no value in this one
    expect(line('C').value).toBeNull();
  });

  it('is one write for many lines, each signed and dated, and one undo takes it back', async () => {
    const { session, id, row, workbook } = await open();
    const before = (await workbook.listWrites()).length;
    await session.decideLines([id('A'), id('B')], 'accept');
    expect((await workbook.listWrites()).length).toBe(before + 1);
    for (const [sku, quantity] of [
      ['A', 1752],
      ['B', 60],
    ] as const)
      expect(row(sku)).toMatchObject({
        decision: 'accept',
        my_qty: null,
        decided_by: '李雷',
        decided_on: '2026-11-24',
        decided_qty: quantity,
      });
    expect(row('C').decision).toBeNull();
    const { notice } = session.getState();
    expect(notice).toMatchObject({ kind: 'written', values: { cells: 8 } });
    await session.undo(notice?.undoId ?? '');
    expect(row('A')).toMatchObject({ decision: null, decided_by: null, decided_on: null, decided_qty: null });
  });

  it('changes, rejects, defers and takes back; an own quantity wins and is worth its units', async () => {
    const { session, id, row, line } = await open();
    await session.decideLines([id('A')], 'change', 1200);
    expect(row('A')).toMatchObject({ decision: 'change', my_qty: 1200, decided_qty: 1752 });
    // 35,040 / 1,752 = 20 each
    expect(line('A')).toMatchObject({ state: 'changed', quantity: 1200, value: 24_000, hold: null });
    await session.decideLines([id('B')], 'reject');
    await session.decideLines([id('C')], 'later');
    expect([line('B').state, line('C').state]).toEqual(['rejected', 'later']);
    expect(sendable(session.getState().decisions?.lines ?? []).map(({ sku }) => sku)).toEqual(['A']);
    // accepting is the plan's number again
    await session.decideLines([id('A')], 'accept');
    expect(row('A')).toMatchObject({ decision: 'accept', my_qty: null });
    await session.decideLines([id('A'), id('B')], null);
    expect(row('A')).toMatchObject({ decision: null, decided_by: null, decided_on: null });
  });

  it('signs what was typed into the sheet at the next reading; a name that was typed stays, a blank one is said', async () => {
    const { session, workbook, row } = await open({ planner: '' });
    workbook.type('TW_Plan', ['A', 'NGB'], 'decision', 'accept');
    workbook.type('TW_Plan', ['B', 'NGB'], 'my_qty', 48);
    workbook.type('TW_Plan', ['B', 'NGB'], 'decided_by', '韩梅');
    const board = await session.loadDecisions();
    expect(board).toMatchObject({ signed: 2, unnamed: 1 });
    expect(row('A')).toMatchObject({ decided_by: null, decided_on: '2026-11-24', decided_qty: 1752 });
    expect(row('B')).toMatchObject({ decision: null, decided_by: '韩梅', decided_on: '2026-11-24' });
    expect(board.lines.find(({ sku }) => sku === 'B')).toMatchObject({ state: 'changed', quantity: 48 });
    // once signed, not again
    expect((await session.loadDecisions()).signed).toBe(0);
  });

  it('says when the plan now recommends another quantity than was decided on, and does not send it', async () => {
    const { session, workbook, id, line } = await open();
    await session.decideLines([id('A'), id('B')], 'accept');
    await session.decideLines([id('00123')], 'change', 9);
    for (const sku of ['A', '00123']) workbook.type('TW_Plan', [sku, 'NGB'], 'order_qty', 2400);
    await session.loadDecisions();
    expect(line('A')).toMatchObject({ decidedQty: 1752, orderQty: 2400, planChanged: true, hold: 'plan_changed' });
    // an own number stands whatever the plan says
    expect(line('00123')).toMatchObject({ planChanged: true, quantity: 9, hold: null });
    expect(sendable(session.getState().decisions?.lines ?? []).map(({ sku }) => sku)).toEqual(['B', '00123']);
    await session.decideLines([id('A')], 'accept');
    expect(line('A')).toMatchObject({ decidedQty: 2400, planChanged: false, hold: null });
  });

  it('a change without a number is held, a STOP agreed to is not', async () => {
    const { session, workbook, id, line } = await open();
    workbook.type('TW_Plan', ['A', 'NGB'], 'decision', 'change');
    await session.decideLines([id('S')], 'accept');
    expect(line('A').hold).toBe('no_quantity');
    expect(line('S')).toMatchObject({ state: 'accepted', hold: null });
    expect(sendable(session.getState().decisions?.lines ?? [])).toEqual([]);
  });

  it('leaves a SKU and warehouse that stand twice to the user', async () => {
    const { session } = await open({ plan: [...PLAN, buy('A', 5, 100)] });
    const board = await session.loadDecisions();
    expect(board.lines.map(({ sku }) => sku)).toEqual(['B', '00123', 'C', 'S']);
  });

  it('the next plan keeps decisions, and what was typed is signed for the quantity it was typed beside', async () => {
    const { session, workbook, ports } = await open();
    workbook.tables.clear();
    workbook.binding = null;
    await session.chooseBrand('sample');
    await session.pull();
    const planAndWrite = async (): Promise<void> => {
      await session.plan();
      await session.review();
      await session.write({ items: 'all' });
    };
    await planAndWrite();
    expect(ports.workbook).toBe(workbook);
    const [buy] = (await session.loadDecisions()).lines.filter(({ action }) => action === 'buy');
    const key = [buy?.sku ?? '', buy?.warehouse ?? ''];
    workbook.type('TW_Plan', key, 'decision', 'accept');
    workbook.type('TW_Stock', key, 'available', 0);
    await planAndWrite();
    const line = (await session.loadDecisions()).lines.find(({ id }) => id === buy?.id);
    expect(line?.orderQty).not.toBe(buy?.orderQty);
    expect(line).toMatchObject({
      state: 'accepted',
      decidedBy: '李雷',
      decidedQty: buy?.orderQty,
      planChanged: true,
      hold: 'plan_changed',
    });
  });

  it('needs a plan', async () => {
    const { session, workbook } = await open();
    workbook.tables.delete('TW_Plan');
    await expect(session.loadDecisions()).rejects.toMatchObject({ problem: { code: 'no_plan' } });
  });
});

describe('sending', () => {
  const ready = async (setup: Setup = {}) => {
    const opened = await open(setup);
    await opened.session.decideLines(['A', 'B', '00123'].map(opened.id), 'accept');
    await opened.session.decideLines([opened.id('C')], 'change', 24);
    return opened;
  };

  it('is one proposal a supplier, lines without one in their own, own quantities first', async () => {
    const { session, service, row, line, confirmed } = await ready();
    const sending = await session.sendProposals({ confirmed: confirmed() });
    expect(sending).toMatchObject({ outcome: 'sent', lines: 4, again: 0, leftOut: [], unmarked: false });
    expect(service.proposals.map(({ proposal }) => [proposal.supplier_id, proposal.lines.map(({ sku_id }) => sku_id)]))
      // most money first within a supplier; C's value is unknown
      .toEqual([
        ['SUP1', ['A', 'C']],
        ['SUP2', ['B']],
        [null, ['00123']],
      ]);
    const { body, proposal } = service.proposals[0]!;
    expect(body).toMatchObject({ sent_by: '李雷', seen: 0, currency: 'CNY', cut: 'cut1' });
    expect(proposal.lines[0]).toEqual({
      sku_id: 'A',
      warehouse_id: 'NGB',
      qty: 1752,
      recommended_qty: 1752,
      order_by: '2026-11-25',
      arrives: '2026-12-20',
      value: 35_040,
      decided_by: '李雷',
      decided_on: '2026-11-24',
    });
    expect(proposal.lines[1]).toMatchObject({ sku_id: 'C', qty: 24, recommended_qty: 12, value: null });
    expect([row('A').proposal, row('B').proposal, row('00123').proposal]).toEqual([
      'P-0001 · sent',
      'P-0002 · sent',
      'P-0003 · sent',
    ]);
    expect(line('A')).toMatchObject({ state: 'sent', proposal: { number: 1, state: 'sent' } });
    expect(sendable(session.getState().decisions?.lines ?? [])).toEqual([]);
  });

  it('whose answer was lost is repeated without doubling, by itself and by the user', async () => {
    const { session, service, row, confirmed } = await ready();
    service.losesAnswers = 1;
    expect(await session.sendProposals({ confirmed: confirmed() })).toMatchObject({ outcome: 'sent', again: 3 });
    expect(service.proposals).toHaveLength(3);
    expect(row('A').proposal).toBe('P-0001 · sent');

    const again = await ready();
    again.service.losesAnswers = 2;
    const lost = await again.session.sendProposals({ confirmed: again.confirmed() });
    expect(lost).toMatchObject({ outcome: 'failed', problem: { code: 'no_answer' } });
    expect(again.row('A').proposal).toBeNull();
    expect(await again.session.sendProposals({ confirmed: again.confirmed() })).toMatchObject({
      outcome: 'sent',
      again: 3,
    });
    expect(again.service.proposals).toHaveLength(3);
  });

  it('of the same workbook by a colleague is the same proposals', async () => {
    const first = await ready();
    await first.session.sendProposals({ confirmed: first.confirmed() });
    for (const sku of ['A', 'B', 'C', '00123']) first.workbook.type('TW_Plan', [sku, 'NGB'], 'proposal', null);
    const colleague = await open({ planner: '韩梅', service: first.service, workbook: first.workbook });
    await colleague.session.loadDecisions();
    const sending = await colleague.session.sendProposals({ confirmed: colleague.confirmed() });
    expect(sending).toMatchObject({ outcome: 'sent', again: 3 });
    expect(first.service.proposals).toHaveLength(3);
  });

  it('of what somebody else sent since stops with both quantities; theirs is left, or mine goes beside it', async () => {
    const service = new FakeService(fixtureTables());
    const other = await open({ planner: '韩梅', service });
    await other.session.decideLines([other.id('A')], 'change', 1000);
    await other.session.sendProposals({ confirmed: other.confirmed() });

    const { session, confirmed, id, row } = await ready({ service });
    // another workbook: its ids differ
    const conflict = await session.sendProposals({ confirmed: confirmed() });
    expect(conflict).toMatchObject({
      outcome: 'conflict',
      conflicts: [{ sku_id: 'A', qty: 1752, theirs: { number: 1, qty: 1000, sent_by: '韩梅' } }],
    });
    expect(service.proposals).toHaveLength(1);
    expect(row('B').proposal).toBeNull();
    // leave theirs
    const rest = { lines: 3, value: 390 };
    expect(await session.sendProposals({ confirmed: rest, leave: [id('A')] })).toMatchObject({
      outcome: 'sent',
      lines: 3,
    });
    expect(row('A').proposal).toBeNull();
    // then mine too, after all: once more with both quantities, then beside theirs
    expect(await session.sendProposals({ confirmed: confirmed() })).toMatchObject({ outcome: 'conflict' });
    expect(await session.sendProposals({ confirmed: confirmed() })).toMatchObject({ outcome: 'sent', lines: 1 });
    expect(
      service.proposals.filter(({ proposal }) => proposal.lines.some(({ sku_id }) => sku_id === 'A')),
    ).toHaveLength(2);
  });

  it('sends nothing when the sheet is no longer what was confirmed', async () => {
    const { session, service, workbook, confirmed } = await ready();
    const agreed = confirmed();
    workbook.type('TW_Plan', ['C', 'NGB'], 'decision', 'reject');
    expect(await session.sendProposals({ confirmed: agreed })).toEqual({ outcome: 'changed' });
    expect(service.proposals).toEqual([]);
    expect(confirmed().lines).toBe(3);
  });

  it('offline, without the right, or with an older service, nothing is lost and it says why', async () => {
    const { session, service, row, confirmed } = await ready();
    service.maySend = false;
    expect(await session.sendProposals({ confirmed: confirmed() })).toMatchObject({
      outcome: 'failed',
      problem: { code: 'forbidden' },
      said: 'forbidden',
    });
    // a key that may only read still reads
    expect(session.getState().connection.state).toBe('connected');
    expect(row('A')).toMatchObject({ decision: 'accept', proposal: null });

    const service2 = new FakeService(fixtureTables());
    const away = await ready({ service: service2 });
    Object.assign(service2, { fetch: () => Promise.reject(new TypeError('Failed to fetch')) });
    expect(await away.session.sendProposals({ confirmed: away.confirmed() })).toMatchObject({
      outcome: 'failed',
      problem: { code: 'no_answer' },
    });
    expect(away.session.getState().connection.state).toBe('offline');
  });

  it('that is sent stands although the sheet could not be marked; the same again doubles nothing', async () => {
    const { session, service, workbook, confirmed } = await ready();
    const apply = workbook.applyWrite.bind(workbook);
    workbook.applyWrite = async () => {
      throw Object.assign(new Error('editing'), { problem: { code: 'editing', values: {} } });
    };
    expect(await session.sendProposals({ confirmed: confirmed() })).toMatchObject({ outcome: 'sent', unmarked: true });
    workbook.applyWrite = apply;
    expect(await session.sendProposals({ confirmed: confirmed() })).toMatchObject({ outcome: 'sent', again: 3 });
    expect(service.proposals).toHaveLength(3);
  });

  it('a line sent is decided on anew only when the user says so, and can be withdrawn while only sent', async () => {
    const { session, service, workbook, id, row, line, confirmed } = await ready();
    await session.sendProposals({ confirmed: confirmed() });
    workbook.type('TW_Plan', ['B', 'NGB'], 'order_qty', 12);
    await session.loadDecisions();
    expect(line('B')).toMatchObject({ state: 'sent', planChanged: true });
    await session.decideLines([id('B')], 'accept');
    expect(row('B')).toMatchObject({ proposal: null, decided_qty: 12 });
    expect(confirmed().lines).toBe(1);
    await session.withdrawProposal(1);
    expect(service.proposals[0]?.state).toBe('withdrawn');
    expect(row('A').proposal).toBe('P-0001 · withdrawn');
    // taken back, the line is accepted and may be sent again
    expect(line('A')).toMatchObject({ state: 'accepted', hold: null });
    await session.sendProposals({ confirmed: confirmed() });
    expect(row('A').proposal).toBe('P-0004 · sent');
  });
});

describe('after the next pull', () => {
  const proposals = (...rows: CellValue[][]): FakeTable => ({
    columns: ['proposal_id', 'line', 'sku_id', 'warehouse_id', 'qty', 'state', 'sent_at'],
    rows,
  });
  const pulledWith = async (rows: CellValue[][], type: (workbook: FakeWorkbook) => void) => {
    const tables: Record<PullTableId, FakeTable> = { ...fixtureTables(), TW_Proposals: proposals(...rows) };
    const opened = await open({ service: new FakeService(tables) });
    type(opened.workbook);
    await opened.session.pull();
    return opened;
  };
  const NOON = '2026-11-24T04:00:00Z';

  it('the Plan sheet says where each proposal stands', async () => {
    const { row, session } = await pulledWith(
      [
        ['P-0012', 1, 'A', 'NGB', 1752, 'ordered', NOON],
        ['P-0012', 2, 'B', 'NGB', 60, 'refused', NOON],
      ],
      (workbook) => {
        for (const sku of ['A', 'B']) {
          workbook.type('TW_Plan', [sku, 'NGB'], 'decision', 'accept');
          workbook.type('TW_Plan', [sku, 'NGB'], 'proposal', 'P-0012 · sent');
        }
      },
    );
    expect([row('A').proposal, row('B').proposal, row('C').proposal]).toEqual([
      'P-0012 · ordered',
      'P-0012 · refused',
      null,
    ]);
    // a refused line is open again for sending
    const board = await session.loadDecisions();
    expect(board.lines.map(({ sku, state }) => [sku, state])).toEqual(
      expect.arrayContaining([
        ['A', 'sent'],
        ['B', 'accepted'],
      ]),
    );
  });

  it('what a colleague sent is said on undecided lines; a decision made since is about a new buy', async () => {
    const { row } = await pulledWith(
      [
        ['P-0007', 1, 'A', 'NGB', 100, 'sent', NOON],
        ['P-0006', 1, 'B', 'NGB', 60, 'sent', NOON],
        ['P-0005', 1, 'C', 'NGB', 12, 'ordered', '2026-10-24T04:00:00Z'],
        ['P-0004', 1, '00123', 'NGB', 6, 'ordered', '2026-10-24T04:00:00Z'],
      ],
      (workbook) => {
        for (const [sku, quantity] of [
          ['B', 72],
          ['00123', 6],
        ] as const) {
          workbook.type('TW_Plan', [sku, 'NGB'], 'decision', 'accept');
          workbook.type('TW_Plan', [sku, 'NGB'], 'decided_on', '2026-11-24');
          workbook.type('TW_Plan', [sku, 'NGB'], 'decided_qty', quantity);
        }
      },
    );
    expect(row('A').proposal).toBe('P-0007 · sent');
    // sent the same day with another quantity: not what this decision is about
    expect(row('B').proposal).toBeNull();
    expect([row('C').proposal, row('00123').proposal]).toEqual([null, null]);
  });
});

it('reads what the sheet says of a proposal in either language', () => {
  expect(readProposalText('P-0012 · sent')).toEqual({ number: 12, state: 'sent' });
  expect(readProposalText('P-0012 · 已下单')).toEqual({ number: 12, state: 'ordered' });
  expect(readProposalText('p-12345 · Refused')).toEqual({ number: 12_345, state: 'refused' });
  // a state nobody knows still keeps the line from being sent twice
  expect(readProposalText('P-3')).toEqual({ number: 3, state: 'sent' });
  expect(readProposalText('ask Han')).toBeNull();
});
