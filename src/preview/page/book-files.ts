import { isFunctionName, type FileNote } from '../files';
import type { BookFile } from '../types';
import { element } from './ribbon';

/** Univer refuses a name that is also a function's (Excel allows it); formulas that use the name will show #NAME?. */
export function withoutTakenNames(book: BookFile, note: (note: FileNote) => void): BookFile {
  const names = book.names.filter(({ name }) => {
    if (!isFunctionName(name)) return true;
    note({
      address: name,
      en: 'The name is also a function here and cannot be used; formulas with it show #NAME?.',
      zh: '该名称在此与函数重名，无法使用；引用它的公式显示 #NAME?。',
    });
    return false;
  });
  return { ...book, names };
}

/** Offers the bytes of a workbook as a download. */
export function download(bytes: Uint8Array, name: string): void {
  const type = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
  const url = URL.createObjectURL(new Blob([bytes as BlobPart], { type }));
  const link = element('a');
  link.href = url;
  link.download = name;
  link.click();
  URL.revokeObjectURL(url);
}
