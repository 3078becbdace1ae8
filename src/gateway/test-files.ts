import type { FileSource } from './import/source';

/** For tests only: files of an import folder from their texts. */
export const filesOf = (texts: Record<string, string | Uint8Array>): FileSource[] =>
  Object.entries(texts).map(([name, text]) => ({
    name,
    read: async () => (typeof text === 'string' ? new TextEncoder().encode(text) : text),
  }));
