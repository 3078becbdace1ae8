import { execFileSync } from 'node:child_process';
import { closeSync, mkdirSync, openSync, readFileSync, renameSync, rmSync, writeSync } from 'node:fs';
import { hostname } from 'node:os';
import path from 'node:path';
import type { Bilingual } from '../../tables';

/** Another running process has the embedded database open; opening it twice would destroy it. */
export class DataDirectoryInUse extends Error {
  readonly message_: Bilingual;

  constructor(
    readonly folder: string,
    readonly pid: number | null,
    readonly lockFile: string,
    host: string | null = null,
  ) {
    const who =
      pid === null ? { en: 'another process', zh: '另一个进程' } : { en: `process ${pid}`, zh: `进程 ${pid}` };
    const where = host ? { en: ` on the computer "${host}"`, zh: `（电脑“${host}”）` } : { en: '', zh: '' };
    const message: Bilingual = {
      en:
        `The data folder ${folder} is in use by ${who.en}${where.en}. End that program, or choose another folder with --data-dir. ` +
        `If it no longer runs, delete ${lockFile} and start again.`,
      zh: `数据文件夹 ${folder} 正被${who.zh}${where.zh}使用。请结束该程序，或用 --data-dir 换一个文件夹。若它已不在运行，删除 ${lockFile} 后重新启动。`,
    };
    super(message.en);
    this.name = 'DataDirectoryInUse';
    this.message_ = message;
  }
}

interface Holder {
  pid: number;
  /** when that process started, as the system tells it; null where it does not */
  started: string | null;
  host: string;
}

export interface Lock {
  readonly file: string;
  release(): void;
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // EPERM: it lives, but belongs to somebody else
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/** Tells a process from a later one that was given the same id. */
function startOf(pid: number): string | null {
  try {
    if (process.platform === 'linux') {
      const boot = readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim();
      // the program's name (field 2) may hold blanks and brackets; the start time is field 22
      const fields = readFileSync(`/proc/${pid}/stat`, 'utf8')
        .replace(/^.*\) /s, '')
        .split(' ');
      return `${boot}/${fields[19]}`;
    }
    if (process.platform === 'darwin') {
      return execFileSync('ps', ['-o', 'lstart=', '-p', String(pid)], {
        encoding: 'utf8',
        env: { LC_ALL: 'C' },
      }).trim();
    }
  } catch {
    // the process has just ended, or the system hides it
  }
  return null;
}

function readHolder(text: string): Holder | null {
  try {
    const found = JSON.parse(text) as Partial<Holder>;
    if (typeof found.pid !== 'number' || !Number.isInteger(found.pid)) return null;
    return { pid: found.pid, started: found.started ?? null, host: found.host ?? '' };
  } catch {
    return null;
  }
}

function holds(holder: Holder): boolean {
  // another computer's processes cannot be seen from here (a shared folder): never take its lock away
  if (holder.host !== hostname()) return true;
  if (!isAlive(holder.pid)) return false;
  const started = startOf(holder.pid);
  return holder.started === null || started === null || holder.started === started;
}

/**
 * Takes the lock of an embedded data folder, `<folder>.lock` beside it. A lock whose process is gone (crash, kill)
 * is taken over. Released by `release()` and when this process exits.
 * @throws DataDirectoryInUse
 */
export function takeLock(dataDir: string): Lock {
  const folder = path.resolve(dataDir);
  const file = `${folder}.lock`;
  mkdirSync(path.dirname(folder), { recursive: true });
  const mine: Holder = { pid: process.pid, started: startOf(process.pid), host: hostname() };
  const content = JSON.stringify(mine);

  const create = (): boolean => {
    try {
      const handle = openSync(file, 'wx');
      writeSync(handle, content);
      closeSync(handle);
      return true;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
      throw error;
    }
  };
  const read = (name: string): string => {
    try {
      return readFileSync(name, 'utf8');
    } catch {
      return '';
    }
  };

  if (!create()) {
    const found = read(file);
    const holder = readHolder(found);
    if (holder && holds(holder)) {
      throw new DataDirectoryInUse(folder, holder.pid, file, holder.host === mine.host ? null : holder.host);
    }
    // Put the stale lock aside first: of two processes that find it at once, only one moves it.
    const aside = `${file}.${process.pid}`;
    try {
      renameSync(file, aside);
    } catch {
      throw new DataDirectoryInUse(folder, null, file);
    }
    const moved = read(aside);
    rmSync(aside, { force: true });
    // `moved` differs from `found` when the other one was quicker and this was already its fresh lock
    if (moved !== found || !create()) throw new DataDirectoryInUse(folder, readHolder(moved)?.pid ?? null, file);
  }

  const release = (): void => {
    process.off('exit', release);
    if (read(file) === content) rmSync(file, { force: true });
  };
  process.on('exit', release);
  return { file, release };
}
