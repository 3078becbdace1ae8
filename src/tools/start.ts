/**
 * `npm start`: builds the add-in, starts the one local https server (data service, add-in, preview) and shows it:
 * in Excel where there is one, else in the preview page. See README.md.
 */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { execFileSync } from 'node:child_process';
import { createRequire } from 'node:module';
import path from 'node:path';
import { DataDirectoryInUse, createGateway, openStore, type Gateway, type Store } from '../gateway';
import { commandLineLanguage, readArguments } from './arguments';
import { BadCertificate, localCertificate } from './certificate';
import { ensureBuild } from './ensure-build';
import { loadSampleBrand } from './sample-brand/load';
import { storePastForecasts } from './sample-brand/past-forecasts';
import { listen, siteApp } from './server';
import { speaker } from './texts';
import { version } from '../../package.json';

const USAGE = `npm start -- [--preview] [--port 3443] [--data-dir <folder>] [--lang en|zh]
  --preview    show the preview page even where Excel is installed
  --port       port of the local https server (default 3443)
  --data-dir   where the embedded database and the certificate are kept (default .data)
  DATABASE_URL (environment): use this PostgreSQL instead of the embedded database`;

const args = readArguments(
  {
    preview: { type: 'boolean' },
    port: { type: 'string' },
    'data-dir': { type: 'string' },
    lang: { type: 'string' },
    help: { type: 'boolean' },
  },
  USAGE,
);
const root = path.resolve(__dirname, '../..');
/** for packages that may be absent */
const optional = createRequire(__filename);
const language = commandLineLanguage(args.lang);
const text = speaker(language);
const say = (line: string): void => console.log(line);

/** Ends with one sentence that says what is wrong and the mend, not with a stack. */
function giveUp(message: string): never {
  console.error(message);
  process.exit(1);
}

function hasExcel(): boolean {
  if (process.platform === 'darwin') return existsSync('/Applications/Microsoft Excel.app');
  if (process.platform !== 'win32') return false;
  try {
    execFileSync('reg', ['query', 'HKCR\\Excel.Application'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

function hasSideloadTool(): boolean {
  try {
    optional.resolve('office-addin-debugging');
    return true;
  } catch {
    return false;
  }
}

/** Why the preview is shown instead of Excel; null when Excel will be used. */
function whyPreview(): 'whyAsked' | 'whyPlatform' | 'whyNoTool' | null {
  if (args.preview) return 'whyAsked';
  if (!hasExcel()) return 'whyPlatform';
  return hasSideloadTool() ? null : 'whyNoTool';
}

async function openData(folder: string): Promise<Store> {
  try {
    return await openStore({ dataDir: path.join(folder, 'db'), databaseUrl: process.env.DATABASE_URL });
  } catch (error) {
    if (error instanceof DataDirectoryInUse) giveUp(error.message_[language]);
    throw error;
  }
}

/** The key for the user's own data, made once and kept readable by this user only. */
async function accessKey(gateway: Gateway, folder: string): Promise<string> {
  const file = path.join(folder, 'access-key.txt');
  if (existsSync(file)) return readFileSync(file, 'utf8').trim();
  const key = await gateway.createToken({ label: 'owner', brands: null, write: true });
  writeFileSync(file, `${key}\n`, { mode: 0o600 });
  return key;
}

/** Somebody listens on the port: is it a Twinstock? */
async function isTwinstock(url: string): Promise<boolean> {
  const https = await import('node:https');
  return new Promise((resolve) => {
    const request = https.get(`${url}/api/health`, { rejectUnauthorized: false, timeout: 2000 }, (response) => {
      let body = '';
      response.on('data', (chunk: Buffer) => (body += chunk.toString()));
      response.on('end', () => resolve(body.includes('"twinstock"')));
    });
    request.on('error', () => resolve(false));
    request.on('timeout', () => request.destroy());
  });
}

async function main(): Promise<void> {
  if (args.help) return say(USAGE);
  const port = Number(args.port ?? 3443);
  if (!Number.isInteger(port) || port < 1024 || port > 65535) giveUp(text('badPort', { value: args.port ?? '' }));
  const url = `https://localhost:${port}`;
  const why = whyPreview();
  // only Excel reads the development manifest; setting this for the preview would build anew for every port
  if (!why) process.env.TWINSTOCK_DEV_ORIGIN ??= url;
  ensureBuild(why ? ['functions', 'pane', 'preview'] : ['functions', 'pane'], say);

  const folder = path.resolve(args['data-dir'] ?? process.env.TWINSTOCK_DATA ?? path.join(root, '.data'));
  // the user's sales and keys: nobody else on this computer reads them
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const store = await openData(folder);
  const gateway = createGateway({ store, version });
  await loadSampleBrand(store, {
    onStart: () => say(text('loadingSample')),
    onDone: (rows, seconds) => say(text('sampleLoaded', { rows, seconds: seconds.toFixed(1) })),
  });
  const key = await accessKey(gateway, folder);

  const tls = why ? await ownCertificate(folder) : await excelCertificate();
  let server: Awaited<ReturnType<typeof listen>>;
  try {
    server = await listen(siteApp(gateway.app, { localOfficeJs: why !== null }), port, tls);
  } catch (error) {
    await store.close();
    if ((error as NodeJS.ErrnoException).code !== 'EADDRINUSE') throw error;
    giveUp(
      text((await isTwinstock(url)) ? 'alreadyRunning' : 'portInUse', {
        port,
        url,
        other: port === 65535 ? 3443 : port + 1,
      }),
    );
  }

  let unload = async (): Promise<void> => {};
  let stopping = false;
  const stop = async (): Promise<void> => {
    if (stopping) return;
    stopping = true;
    say(`\n${text('stopping')}`);
    await unload();
    await server.close();
    await gateway.close();
    process.exit(0);
  };
  process.on('SIGINT', () => void stop());
  process.on('SIGTERM', () => void stop());

  if (why) {
    say(text('previewWhy', { why: text(why) }));
    say(text('started', { url: `${url}/preview/` }));
    say(text('tryPreview'));
  } else {
    unload = await sideload();
    say(text('started', { url }));
  }
  say(text('accessKey', { key }));
  // some seconds of work that nobody waits for; without it the sample's accuracy stays blank, and the next start tries again
  await storePastForecasts(store).catch(() => undefined);
}

async function ownCertificate(folder: string): Promise<{ key: string; cert: string }> {
  try {
    const made = await localCertificate(path.join(folder, 'certificate'));
    if (made.renewed) say(text('certificateRenewed'));
    return made;
  } catch (error) {
    if (error instanceof BadCertificate)
      giveUp(text('badCertificate', { folder: path.join(folder, 'certificate'), detail: error.message }));
    throw error;
  }
}

/** Excel takes only certificates the system trusts: Microsoft's tool makes one and asks the user once. */
async function excelCertificate(): Promise<{ key: string; cert: string }> {
  const { getHttpsServerOptions } = optional('office-addin-dev-certs') as {
    getHttpsServerOptions(): Promise<{ key: Buffer; cert: Buffer }>;
  };
  const { key, cert } = await getHttpsServerOptions();
  return { key: key.toString(), cert: cert.toString() };
}

/** Registers the development manifest with Excel and opens it; answers how to take it back. */
async function sideload(): Promise<() => Promise<void>> {
  const tool = optional('office-addin-debugging') as {
    AppType: { Desktop: string };
    startDebugging(manifest: string, options: Record<string, unknown>): Promise<unknown>;
    stopDebugging(manifest: string): Promise<void>;
  };
  const manifest = path.join(root, 'dist/manifest.dev.xml');
  try {
    await tool.startDebugging(manifest, { appType: tool.AppType.Desktop, app: 'excel', enableDebugging: false });
    say(text('sideloaded'));
    return () => tool.stopDebugging(manifest);
  } catch (error) {
    say(text('sideloadFailed', { detail: (error as Error).message }));
    return async () => {};
  }
}

main().catch((error: Error) => giveUp(text('failed', { detail: error.message })));
