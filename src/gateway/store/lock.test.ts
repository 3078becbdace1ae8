import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { hostname, tmpdir } from 'node:os';
import path from 'node:path';
import { DataDirectoryInUse, takeLock } from './lock';

let root: string;
let folder: string;
beforeEach(() => {
  root = mkdtempSync(path.join(tmpdir(), 'twinstock-lock-'));
  folder = path.join(root, 'data', 'db');
});
afterEach(() => rmSync(root, { recursive: true }));

const holdBy = (holder: unknown): void => {
  takeLock(folder).release();
  writeFileSync(`${folder}.lock`, typeof holder === 'string' ? holder : JSON.stringify(holder));
};
const deadPid = (): number => spawnSync(process.execPath, ['-e', '']).pid;

describe('takeLock', () => {
  test('a folder is opened once; the message names process, folder and mend in both languages', () => {
    const lock = takeLock(folder);
    let refused: unknown;
    try {
      takeLock(path.join(folder, '..', 'db'));
    } catch (error) {
      refused = error;
    }
    expect(refused).toBeInstanceOf(DataDirectoryInUse);
    const { pid, message_, message } = refused as DataDirectoryInUse;
    expect(pid).toBe(process.pid);
    expect(message).toBe(message_.en);
    for (const text of [message_.en, message_.zh]) {
      expect(text).toContain(String(process.pid));
      expect(text).toContain(folder);
      expect(text).toContain('--data-dir');
    }
    lock.release();
    expect(existsSync(lock.file)).toBe(false);
    takeLock(folder).release();
  });

  test('a living process of another program holds it', async () => {
    const other = spawn(process.execPath, ['-e', 'setTimeout(() => {}, 60000)']);
    try {
      holdBy({ pid: other.pid, started: null, host: hostname() });
      expect(() => takeLock(folder)).toThrow(`process ${other.pid}`);
    } finally {
      other.kill();
    }
  });

  test('the lock of a process that is gone is taken over', () => {
    holdBy({ pid: deadPid(), started: null, host: hostname() });
    const lock = takeLock(folder);
    expect(JSON.parse(readFileSync(lock.file, 'utf8'))).toMatchObject({ pid: process.pid });
    lock.release();
  });

  test('so is one whose process id belongs to a later process now', () => {
    // this process lives, but did not start then
    holdBy({ pid: process.pid, started: 'long ago', host: hostname() });
    if (process.platform === 'win32') return; // Windows does not tell the start time cheaply: there the lock holds
    takeLock(folder).release();
  });

  test('half a lock file, left by a crash, is taken over', () => {
    holdBy('{"pid":');
    takeLock(folder).release();
  });

  test('the lock of another computer is left alone', () => {
    holdBy({ pid: deadPid(), started: null, host: 'elsewhere' });
    expect(() => takeLock(folder)).toThrow('"elsewhere"');
    expect(existsSync(`${folder}.lock`)).toBe(true);
  });

  test('a lock that became somebody else’s is not released', () => {
    const lock = takeLock(folder);
    writeFileSync(lock.file, JSON.stringify({ pid: 1, started: null, host: 'elsewhere' }));
    lock.release();
    expect(existsSync(lock.file)).toBe(true);
  });
});
