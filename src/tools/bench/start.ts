import { readFileSync } from 'node:fs';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { openBrowser } from '../../../test/journeys/browser-driver';
import type { Say } from '../bench';
import { freePort, startProcess, waitForOutput, type Started } from '../start-process';
import { timed } from './timed';

const READY = /https:\/\/localhost:\d+\/preview\//;
const root = path.resolve(__dirname, '../../..');

async function started(folder: string): Promise<{ process: Started; url: string; seconds: number }> {
  const port = await freePort();
  const process = startProcess(['--preview', '--lang', 'en', '--port', String(port), '--data-dir', folder]);
  let url = '';
  const seconds = await timed(async () => (url = (await waitForOutput(process, READY))[0]));
  return { process, url, seconds };
}

async function stop(process: Started): Promise<void> {
  process.interrupt();
  await process.exited;
}

/** From the command to the printed address, the build being there. */
export async function startBench(say: Say, folder: string): Promise<void> {
  const first = await started(folder);
  await stop(first.process);
  say('cold start to ready: empty data folder, sample brand loaded', `${first.seconds.toFixed(1)} s`);
  const second = await started(folder);
  await stop(second.process);
  say('next start to ready', `${second.seconds.toFixed(1)} s`);
}

/** The pane in Chromium, from the local server; sizes as a web server would send them. */
export async function paneBench(say: Say, folder: string): Promise<void> {
  const kilobytes = (...files: string[]): string =>
    `${(files.reduce((sum, file) => sum + gzipSync(readFileSync(path.join(root, 'dist', file)), { level: 9 }).length, 0) / 1024).toFixed(1)} KB`;
  say('pane, first load, gzipped (budget 300 KB)', kilobytes('taskpane.html', 'taskpane.js', 'functions.js'));
  say('functions alone, gzipped (budget 80 KB)', kilobytes('functions.js'));
  const { process, url } = await started(folder);
  const browser = await openBrowser();
  try {
    const page = await browser.newPage({ ignoreHTTPSErrors: true, viewport: { width: 1366, height: 768 } });
    await page.goto(url);
    await page.waitForFunction('window.preview && window.preview.ready');
    await page.evaluate('window.preview.ready');
    const frame = page.frames().find((candidate) => candidate.url().includes('taskpane.html'));
    await frame?.waitForFunction('performance.getEntriesByName("first-contentful-paint").length > 0');
    const paint = (await frame?.evaluate(
      'performance.getEntriesByName("first-contentful-paint")[0].startTime',
    )) as number;
    say('pane, first paint after its page was asked for, beside the grid', `${(paint / 1000).toFixed(1)} s`);
  } finally {
    await browser.close();
    await stop(process);
  }
}
