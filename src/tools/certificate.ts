import { X509Certificate, createPrivateKey } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import selfsigned from 'selfsigned';

const YEAR_MS = 365 * 24 * 3600 * 1000;

export interface Certificate {
  key: string;
  cert: string;
  /** an old one had run out */
  renewed: boolean;
}

/** Thrown when the files are there but are no certificate and key that fit together. */
export class BadCertificate extends Error {}

/**
 * The self-made certificate of this machine's server, kept in `folder` so that the browser has to be told once only.
 * Office talks to https pages only, so plain http is no way out.
 */
export async function localCertificate(folder: string, now = new Date()): Promise<Certificate> {
  const keyFile = path.join(folder, 'key.pem');
  const certFile = path.join(folder, 'cert.pem');
  let renewed = false;
  if (existsSync(keyFile) || existsSync(certFile)) {
    try {
      const key = readFileSync(keyFile, 'utf8');
      const cert = readFileSync(certFile, 'utf8');
      const parsed = new X509Certificate(cert);
      if (!parsed.checkPrivateKey(createPrivateKey(key))) throw new Error('key and certificate do not belong together');
      if (new Date(parsed.validTo) > now) return { key, cert, renewed };
      renewed = true;
    } catch (error) {
      throw new BadCertificate((error as Error).message);
    }
  }
  const made = await selfsigned.generate([{ name: 'commonName', value: 'localhost' }], {
    keySize: 2048,
    algorithm: 'sha256',
    notAfterDate: new Date(now.getTime() + YEAR_MS),
    extensions: [
      {
        name: 'subjectAltName',
        altNames: [
          { type: 2, value: 'localhost' },
          { type: 7, ip: '127.0.0.1' },
        ],
      },
    ],
  });
  mkdirSync(folder, { recursive: true });
  writeFileSync(keyFile, made.private, { mode: 0o600 });
  writeFileSync(certFile, made.cert);
  return { key: made.private, cert: made.cert, renewed };
}
