import type { BookFile } from '../types';
import type { HostWorkbook } from './workbook';
export function fileFromBook(_wb: HostWorkbook): BookFile { throw new Error('x'); }
export function loadBook(_wb: HostWorkbook, _file: BookFile): void { throw new Error('x'); }
