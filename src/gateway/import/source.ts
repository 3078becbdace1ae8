import { readdirSync, statSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import path from 'node:path';

/** A file that is offered for import; read only when it turns out to be one of the product's. */
export interface FileSource {
  /** name without folder, `stock.csv` */
  readonly name: string;
  read(): Promise<Uint8Array>;
}

/** The files of a folder, not of folders within. Throws the system's error (ENOENT, …) when it cannot be read. */
export function readFolder(folder: string): FileSource[] {
  return readdirSync(folder)
    .filter((name) => !name.startsWith('.') && statSync(path.join(folder, name)).isFile())
    .sort()
    .map((name) => ({ name, read: () => readFile(path.join(folder, name)) }));
}
