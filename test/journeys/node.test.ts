import { ensureBuild } from '../../src/tools/ensure-build';
import { FORECAST_JOURNEYS } from './forecast-journeys';
import { JOURNEYS, type Journey } from './journeys';
import { ODD_DATA_JOURNEYS } from './odd-data-journeys';
import { OWN_JOURNEYS, PLAN_JOURNEYS } from './plan-journeys';
import { nodeDriver, startService, type Service } from './node-driver';

beforeAll(() => ensureBuild(['functions', 'pane']), 300_000);

// The journeys through the shipped bundle with the real office.js, in Node.
describe.each<[string, Journey[]]>([
  ['journeys in Node', JOURNEYS],
  ['forecast journeys in Node', FORECAST_JOURNEYS],
  ['odd data in Node', ODD_DATA_JOURNEYS],
  ['own workbook in Node', OWN_JOURNEYS],
  ['plan journeys in Node', PLAN_JOURNEYS],
])('%s', (_, journeys) => {
  let service: Service;
  let driver: Awaited<ReturnType<typeof nodeDriver>>;
  let failed: string | null = null;

  beforeAll(async () => {
    service = await startService();
    driver = await nodeDriver(service);
  }, 300_000);
  afterAll(async () => {
    await driver?.dispose();
    await service?.close();
  });

  test.each(journeys.map((journey) => [journey.name, journey] as const))(
    '%s',
    async (name, journey) => {
      if (failed) throw new Error(`not run: "${failed}" failed before it`);
      try {
        await journey.run(driver);
      } catch (error) {
        failed = name;
        throw error;
      }
    },
    240_000,
  );
});
