/**
 * Which row keys the add-in has written, small enough to travel in the document settings: a Bloom filter (B. H. Bloom,
 * CACM 13(7), 1970), 16 bits a key and 8 hashes, so that one key in about 1,700 unknown ones is taken for known and
 * none of the known ones is ever missed. It keeps rows the user typed into a table from being blanked as "gone".
 */
const BITS_PER_KEY = 16;
const HASHES = 8;

/** FNV-1a over UTF-16 units, seeded twice for double hashing. */
function hash(text: string, seed: number): number {
  let value = seed >>> 0;
  for (let i = 0; i < text.length; i++) value = Math.imul(value ^ text.charCodeAt(i), 0x01000193) >>> 0;
  value ^= value >>> 16;
  return Math.imul(value, 0x85ebca6b) >>> 0;
}

function* bitsOf(key: string, size: number): Generator<number> {
  const first = hash(key, 0x811c9dc5);
  const step = hash(key, 0x9747b28c) | 1;
  for (let i = 0; i < HASHES; i++) yield ((first + Math.imul(i, step)) >>> 0) % size;
}

/** Text form of the keys, base64. */
export function packKeys(keys: Iterable<string>): string {
  const all = [...keys];
  if (all.length === 0) return '';
  const bytes = new Uint8Array(Math.max(8, Math.ceil((all.length * BITS_PER_KEY) / 8)));
  for (const key of all) {
    for (const bit of bitsOf(key, bytes.length * 8)) bytes[bit >> 3] = (bytes[bit >> 3] ?? 0) | (1 << (bit & 7));
  }
  let binary = '';
  for (const byte of bytes) binary += String.fromCharCode(byte);
  return btoa(binary);
}

/** Tells for a key whether it is among the packed ones. Unreadable text knows no key. */
export function knownKeys(packed: string): (key: string) => boolean {
  let binary: string;
  try {
    binary = atob(packed);
  } catch {
    return () => false;
  }
  if (binary.length === 0) return () => false;
  return (key) => {
    for (const bit of bitsOf(key, binary.length * 8)) {
      if ((binary.charCodeAt(bit >> 3) & (1 << (bit & 7))) === 0) return false;
    }
    return true;
  };
}
