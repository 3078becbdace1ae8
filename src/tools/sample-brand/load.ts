import { createHash } from 'node:crypto';
import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { importFolder, readFolder, type Store } from '../../gateway';

const FOLDER = path.resolve(__dirname, '../../../assets/sample-brand');

interface SampleBrand {
  brand_id: string;
  name: string;
  name_zh: string;
  currency: string;
}

/** The sample's content, so that a newer version of the product brings its newer sample. */
function fingerprint(): string {
  const hash = createHash('sha256');
  for (const name of readdirSync(FOLDER).sort()) hash.update(name).update(readFileSync(path.join(FOLDER, name)));
  return hash.digest('hex').slice(0, 16);
}

/** Imports the sample brand unless the store has this very version of it. */
export async function loadSampleBrand(
  store: Store,
  hooks: { onStart?: () => void; onDone?: (rows: number, seconds: number) => void } = {},
): Promise<void> {
  const brand = JSON.parse(readFileSync(path.join(FOLDER, 'brand.json'), 'utf8')) as SampleBrand;
  const cut = `sample-${fingerprint()}`;
  const [known] = await store.query<{ cut: string | null }>('SELECT cut FROM brand WHERE brand_id = $1', [
    brand.brand_id,
  ]);
  if (known?.cut === cut) return;
  hooks.onStart?.();
  const report = await importFolder(store, {
    brandId: brand.brand_id,
    name: brand.name,
    nameZh: brand.name_zh,
    currency: brand.currency,
    sample: true,
    cut,
    files: readFolder(FOLDER),
  });
  if (report.cut === null) throw new Error(`The sample brand was refused: ${report.problems[0]?.message.en ?? ''}`);
  hooks.onDone?.(
    report.tables.reduce((sum, table) => sum + table.taken, 0),
    report.seconds,
  );
}
