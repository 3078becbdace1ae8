/** Seconds that the work takes. */
export async function timed(work: () => Promise<unknown>): Promise<number> {
  const started = performance.now();
  await work();
  return (performance.now() - started) / 1000;
}

/** The middle of several runs, in seconds. */
export async function median(runs: number, work: () => Promise<unknown>): Promise<number> {
  const seconds: number[] = [];
  for (let run = 0; run < runs; run++) seconds.push(await timed(work));
  return seconds.sort((a, b) => a - b)[Math.floor(runs / 2)] as number;
}
