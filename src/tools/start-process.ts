import { spawn, type ChildProcess } from 'node:child_process';
import { createServer } from 'node:net';
import path from 'node:path';

const root = path.resolve(__dirname, '../..');

/** A port that nobody uses at this moment. */
export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as { port: number };
      probe.close(() => resolve(port));
    });
  });
}

export interface Started {
  /** everything printed so far */
  output(): string;
  /** resolves with the exit code */
  exited: Promise<number | null>;
  /** what Ctrl-C does */
  interrupt(): void;
  kill(): void;
}

/** `npm start` as a person runs it, with these arguments. */
export function startProcess(args: string[], environment: Record<string, string> = {}): Started {
  const child: ChildProcess = spawn(
    process.execPath,
    ['--import', 'tsx', path.join(root, 'src/tools/start.ts'), ...args],
    {
      cwd: root,
      env: { ...process.env, ...environment },
      stdio: ['ignore', 'pipe', 'pipe'],
    },
  );
  let printed = '';
  child.stdout?.on('data', (chunk: Buffer) => (printed += chunk.toString()));
  child.stderr?.on('data', (chunk: Buffer) => (printed += chunk.toString()));
  return {
    output: () => printed,
    exited: new Promise((resolve) => child.once('exit', resolve)),
    interrupt: () => void child.kill('SIGINT'),
    kill: () => void child.kill('SIGKILL'),
  };
}

/** Waits until the process has printed the pattern; fails with what it printed when it ends or takes too long. */
export async function waitForOutput(started: Started, pattern: RegExp, timeoutMs = 180_000): Promise<RegExpMatchArray> {
  let ended = false;
  void started.exited.then(() => (ended = true));
  const until = Date.now() + timeoutMs;
  for (;;) {
    const match = started.output().match(pattern);
    if (match) return match;
    if (ended || Date.now() > until) throw new Error(`npm start did not print ${pattern}:\n${started.output()}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
