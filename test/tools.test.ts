import { mkdtempSync, writeFileSync } from 'node:fs';
import { X509Certificate } from 'node:crypto';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Hono } from 'hono';
import { BadCertificate, localCertificate } from '../src/tools/certificate';
import { problemsCsv } from '../src/tools/csv';
import { siteApp } from '../src/tools/server';
import { speaker } from '../src/tools/texts';

describe('certificate', () => {
  const folder = (): string => mkdtempSync(path.join(tmpdir(), 'twinstock-cert-'));

  test('is made once, for localhost and 127.0.0.1, and kept', async () => {
    const where = folder();
    const first = await localCertificate(where);
    const names = new X509Certificate(first.cert).subjectAltName;
    expect(names).toContain('DNS:localhost');
    expect(names).toContain('127.0.0.1');
    expect((await localCertificate(where)).cert).toBe(first.cert);
  });

  test('is renewed when it has run out', async () => {
    const where = folder();
    await localCertificate(where);
    const later = await localCertificate(where, new Date(Date.now() + 400 * 24 * 3600 * 1000));
    expect(later.renewed).toBe(true);
  });

  test('a broken one is named, not replaced in silence', async () => {
    const where = folder();
    await localCertificate(where);
    writeFileSync(path.join(where, 'cert.pem'), 'not a certificate');
    await expect(localCertificate(where)).rejects.toThrow(BadCertificate);
  });
});

describe('local site', () => {
  const site = siteApp(
    new Hono().get('/health', (context) => context.json({ ok: true })),
    { localOfficeJs: true },
  );
  const get = (where: string, host = 'localhost:3443'): Response | Promise<Response> =>
    site.request(`https://localhost${where}`, { headers: { host } });

  test('answers the service under /api and office.js from the package', async () => {
    expect((await get('/api/health')).status).toBe(200);
    const office = await get('/office-js/office.js');
    expect(office.headers.get('content-type')).toContain('javascript');
  });

  test('leads no path out of its folders', async () => {
    for (const where of ['/..%2fpackage.json', '/%2e%2e/package.json', '/preview/..%2f..%2fpackage.json']) {
      expect((await get(where)).status).toBe(404);
    }
  });

  test('refuses another host name (a foreign page that resolves to this machine)', async () => {
    expect((await get('/api/health', 'evil.example')).status).toBe(421);
  });
});

test('the report of refused rows opens without running anything', () => {
  const csv = problemsCsv(
    [
      {
        code: 'x',
        file: 'sku.csv',
        line: 17,
        column: 'name',
        value: '=HYPERLINK("http://x")',
        message: { en: 'no', zh: '不' },
      },
    ],
    'zh',
  );
  expect(csv.startsWith('\ufeff')).toBe(true);
  expect(csv).toContain(`"'=HYPERLINK(""http://x"")"`);
  expect(csv).toContain('不');
});

test('both languages of the command line name the same values', () => {
  const values = (line: string): string[] => (line.match(/\{\w+\}/g) ?? []).sort();
  const keep = new Proxy({}, { get: (_, name) => `{${String(name)}}` }) as Record<string, string>;
  const [en, zh] = [speaker('en'), speaker('zh')];
  for (const id of ['portInUse', 'imported', 'refusedRow', 'planned', 'saved', 'badCertificate'] as const) {
    expect(values(zh(id, keep))).toEqual(values(en(id, keep)));
  }
});
