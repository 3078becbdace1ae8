import { readFile } from 'node:fs/promises';
import https from 'node:https';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { getRequestListener } from '@hono/node-server';
import { Hono } from 'hono';

const root = path.resolve(__dirname, '../..');
const OFFICE_JS = path.join(root, 'node_modules/@microsoft/office-js/dist');

const TYPES: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.xml': 'application/xml; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
};

/** Reads a file below `folder`; null when there is none or the path leads out of it. */
async function fileBelow(folder: string, requested: string): Promise<{ body: Buffer; type: string } | null> {
  const file = path.resolve(folder, `.${path.posix.normalize(`/${decodeURIComponent(requested)}`)}`);
  if (!file.startsWith(folder + path.sep)) return null;
  try {
    return { body: await readFile(file), type: TYPES[path.extname(file)] ?? 'application/octet-stream' };
  } catch {
    return null;
  }
}

/**
 * One origin for everything: the data service under /api, the built add-in at the root, the preview under /preview/
 * and, for machines without a network, office.js of the npm package under /office-js/.
 */
export function siteApp(api: Hono, options: { localOfficeJs: boolean }): Hono {
  const site = new Hono();
  site.use(async (context, next) => {
    // a page of another name that resolves to this machine must not read the user's data
    const host = (context.req.header('host') ?? '').replace(/:\d+$/, '');
    if (host !== 'localhost' && host !== '127.0.0.1') return context.text('Use https://localhost', 421);
    await next();
    context.header('X-Content-Type-Options', 'nosniff');
    context.header('Referrer-Policy', 'no-referrer');
  });
  site.route('/api', api);
  const folder = (prefix: string, where: string): void => {
    site.get(`${prefix}*`, async (context) => {
      const rest = context.req.path.slice(prefix.length);
      const found = await fileBelow(where, rest === '' ? 'index.html' : rest);
      if (!found) return context.notFound();
      let body: Buffer | string = found.body;
      if (options.localOfficeJs && rest === 'taskpane.html') {
        body = body.toString('utf8').replace(/https:\/\/[^"]*\/office\.js/, '/office-js/office.js');
      }
      return context.body(body as string, 200, { 'Content-Type': found.type, 'Cache-Control': 'no-cache' });
    });
  };
  site.get('/', (context) => context.redirect('/preview/'));
  site.get('/preview', (context) => context.redirect('/preview/'));
  folder('/preview/', path.join(root, 'build/preview'));
  folder('/office-js/', OFFICE_JS);
  folder('/', path.join(root, 'dist'));
  return site;
}

/** Listens on 127.0.0.1 only. Rejects with the system's error (EADDRINUSE, …). */
export function listen(
  site: Hono,
  port: number,
  tls: { key: string; cert: string },
): Promise<{ port: number; close(): Promise<void> }> {
  return new Promise((resolve, reject) => {
    const server = https.createServer(tls, getRequestListener(site.fetch));
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => {
      server.off('error', reject);
      resolve({
        port: (server.address() as AddressInfo).port,
        close: () =>
          new Promise((done) => {
            server.close(() => done());
            server.closeAllConnections();
          }),
      });
    });
  });
}
