import { ensureBuild } from '../../src/tools/ensure-build';
import { JOURNEYS } from './journeys';
import { nodeDriver, startService, type Service } from './node-driver';

// The journeys through the shipped bundle with the real office.js, in Node.
describe('journeys in Node', () => {
  let service: Service;
  let driver: Awaited<ReturnType<typeof nodeDriver>>;
  let failed: string | null = null;

  beforeAll(async () => {
    ensureBuild(['functions', 'pane']);
    service = await startService();
    driver = await nodeDriver(service);
  }, 300_000);
  afterAll(async () => {
    await driver?.dispose();
    await service?.close();
  });

  test.each(JOURNEYS.map((journey) => [journey.name, journey] as const))(
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
