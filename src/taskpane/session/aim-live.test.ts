import { runPlan } from '../../planning';
import type { LiveTarget } from './live-stock';
import { createSession } from './session';
import { FakeService } from './testing/fake-service';
import { FakeWorkbook } from './testing/fake-workbook';
import { fixtureTables, storageIn } from './testing/fixture';

const ADDRESS = 'https://stock.test/api';
const OTHER = 'https://other.test/api';

/** A session whose live connection writes down what it is told. */
function setUp(options: { bound?: string | null; keys?: Record<string, string>; needsKey?: string } = {}) {
  const workbook = new FakeWorkbook();
  if (options.bound !== undefined) {
    workbook.binding = {
      workbookId: 'w',
      brandId: 'mine',
      brandName: 'Mine',
      language: 'en',
      currency: 'CNY',
      dataService: options.bound ?? '',
    };
  }
  const services = [ADDRESS, OTHER].map((address) => new FakeService(fixtureTables(), address, { brand_id: 'mine' }));
  for (const service of services) service.key = options.needsKey ?? null;
  const kept = new Map(Object.entries(options.keys ?? {}));
  const network = { down: false };
  const told: (LiveTarget | null | 'retry')[] = [];
  const session = createSession({
    workbook,
    runPlan,
    fetch: (input, init) =>
      network.down
        ? Promise.reject(new TypeError('Failed to fetch'))
        : (services[String(input).startsWith(OTHER) ? 1 : 0] as FakeService).fetch(input as string, init),
    live: {
      aim: (target) => {
        if (JSON.stringify(told.filter((one) => one !== 'retry').pop()) !== JSON.stringify(target)) told.push(target);
      },
      retry: () => told.push('retry'),
      stop: () => undefined,
    },
    storage: storageIn(kept),
    now: () => new Date('2026-11-23T04:00:00Z'),
    defaultAddress: ADDRESS,
    functionsNamespace: 'TWIN',
    language: 'en',
  });
  return { session, told, services, network };
}

test('a bound workbook aims before the data service has answered anything', async () => {
  const { session, told, services } = setUp({ bound: OTHER, keys: { [`key:${OTHER}`]: 'tw_1' }, needsKey: 'tw_1' });
  await session.start();
  expect(told[0]).toEqual({ address: OTHER, key: 'tw_1', brandId: 'mine' });
  // the session's own first answer: no need to wait any longer
  expect(told).toEqual([told[0], 'retry']);
  expect(services[1]?.requests).not.toEqual([]);
});

test('a workbook that names no data service has the one of this computer', async () => {
  const { session, told } = setUp({ bound: null });
  await session.start();
  expect(told[0]).toEqual({ address: ADDRESS, key: null, brandId: 'mine' });
});

test('a workbook without a brand aims nowhere, until one is chosen', async () => {
  const { session, told } = setUp();
  await session.start();
  expect(told).toEqual([null, 'retry']);
  await session.chooseBrand('mine');
  expect(told[2]).toEqual({ address: ADDRESS, key: null, brandId: 'mine' });
});

test('a key that was missing, then another data service', async () => {
  const { session, told } = setUp({ bound: ADDRESS, needsKey: 'tw_1' });
  await session.start();
  expect(told).toEqual([{ address: ADDRESS, key: null, brandId: 'mine' }]);
  await session.connect({ key: 'tw_1' });
  expect(told.slice(1)).toEqual([{ address: ADDRESS, key: 'tw_1', brandId: 'mine' }, 'retry']);
  // an address that does not answer changes nothing
  await session.connect({ address: 'https://nowhere.test' }).catch(() => undefined);
  expect(told.filter((one) => one !== 'retry')).toHaveLength(2);
  await session.connect({ address: OTHER, key: 'tw_1' });
  expect(told.filter((one) => one !== 'retry')[2]).toEqual({ address: OTHER, key: 'tw_1', brandId: 'mine' });
});

test('coming back after a loss ends the pause', async () => {
  const { session, told, network } = setUp({ bound: ADDRESS });
  await session.start();
  expect(told.filter((one) => one === 'retry')).toHaveLength(1);
  network.down = true;
  await session.chooseSelection({}).catch(() => undefined);
  expect(session.getState().connection.state).toBe('offline');
  network.down = false;
  await session.chooseSelection({});
  expect(session.getState().connection.state).toBe('connected');
  expect(told.filter((one) => one === 'retry')).toHaveLength(2);
});
