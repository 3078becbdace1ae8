import { normalQuantile } from '../normal';

/** A number in (0, 1) that depends on the text alone: FNV-1a, then the finaliser of MurmurHash3 (both public domain). */
function uniformOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < text.length; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  hash ^= hash >>> 16;
  return ((hash >>> 0) + 0.5) / 2 ** 32;
}

/**
 * Lead times, whole days, of orders placed in each week of a replay: lognormal with this mean and sd, drawn by item and week, so
 * that every rule meets the same late and early ships (common random numbers) and a replay gives the same twice.
 */
export function leadDraws(item: string, weeks: number, mean: number, sd: number): Int32Array {
  const variance = mean > 0 && sd > 0 ? Math.log1p((sd / mean) ** 2) : 0;
  const centre = mean > 0 ? Math.log(mean) - variance / 2 : 0;
  return Int32Array.from({ length: weeks }, (_, week) => {
    if (!(mean > 0)) return 0;
    if (variance === 0) return Math.round(mean);
    return Math.round(Math.exp(centre + Math.sqrt(variance) * normalQuantile(uniformOf(`${item}\u001f${week}`))));
  });
}
