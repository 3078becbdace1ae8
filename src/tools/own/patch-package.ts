import { strFromU8, strToU8, unzipSync, zipSync, type Zippable } from 'fflate';
import { sheetLocations } from '../../preview/files/reader';
import { UnreadableFile } from '../../preview/files';
import { patchSheet, type CellPatch } from './patch-sheet';

/** Parts that are stored as they are: compressing them again costs time and saves nothing. */
const PACKED = /\.(?:png|jpe?g|gif|emf|wmf|zip)$/i;

/**
 * The workbook file with other values in some cells. Only the parts of those sheets change, and in them only those cells:
 * charts, pivots, pictures, comments, formats, names, macros and every other sheet are the same bytes.
 * @param patches by sheet name
 * @throws UnreadableFile when the file is signed (a change would break the signature) or a sheet cannot be found in it
 */
export function patchPackage(bytes: Uint8Array, patches: ReadonlyMap<string, readonly CellPatch[]>): Uint8Array {
  const parts = unzipSync(bytes);
  if (Object.keys(parts).some((path) => path.startsWith('_xmlsignatures/'))) {
    throw new UnreadableFile(
      'The workbook carries a digital signature, which any change would break. Save a copy without the signature.',
      '工作簿带有数字签名，任何改动都会使其失效。请另存一份不带签名的副本。',
    );
  }
  const text = (path: string): string => (parts[path] ? strFromU8(parts[path]) : '');
  const locations = sheetLocations(text);
  for (const [sheet, cells] of patches) {
    if (!cells.length) continue;
    const path = locations.get(sheet);
    const part = path === undefined ? undefined : parts[path];
    if (path === undefined || !part) {
      throw new UnreadableFile(`The file has no sheet ${sheet}.`, `文件中没有工作表“${sheet}”。`);
    }
    parts[path] = patchPart(part, cells);
  }
  const zipped: Zippable = {};
  for (const [path, part] of Object.entries(parts)) zipped[path] = [part, { level: PACKED.test(path) ? 0 : 6 }];
  return zipSync(zipped);
}

const MARK = [0xef, 0xbb, 0xbf];

/** A part with other cells; its byte order mark, which reading as text would swallow, stays. */
function patchPart(part: Uint8Array, cells: readonly CellPatch[]): Uint8Array<ArrayBuffer> {
  const mark = MARK.every((byte, at) => part[at] === byte) ? MARK.length : 0;
  const patched = strToU8(patchSheet(strFromU8(part.subarray(mark)), cells));
  return mark ? Uint8Array.from([...MARK, ...patched]) : patched;
}
