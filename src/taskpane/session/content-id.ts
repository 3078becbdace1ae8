const SEEDS = [0x811c9dc5, 0x9747b28c, 0x2545f491, 0x1b873593] as const;

/** FNV-1a over UTF-16 units with a last mixing step (as MurmurHash3's), 32 bits. */
function hash(text: string, seed: number): number {
  let value = seed >>> 0;
  for (let i = 0; i < text.length; i++) value = Math.imul(value ^ text.charCodeAt(i), 0x01000193) >>> 0;
  value ^= value >>> 16;
  value = Math.imul(value, 0x85ebca6b) >>> 0;
  return (value ^ (value >>> 13)) >>> 0;
}

/** 32 hexadecimal digits that are the same for the same text; not for secrets. */
export const contentId = (text: string): string =>
  SEEDS.map((seed) => hash(text, seed).toString(16).padStart(8, '0')).join('');
