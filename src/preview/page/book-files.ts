import type { FileNote } from '../files';
import { element } from './ribbon';

/** What is said of a defined name that formulas cannot use: Univer refuses one that is also a function's. */
export const unusableNameNote = (name: string): FileNote => ({
  address: name,
  en: 'Formulas cannot use this name here (it is also a function or not allowed); they show #NAME?. It is saved again.',
  zh: '此处公式无法使用该名称（与函数重名或不允许），会显示 #NAME?；保存时仍会保留。',
});

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
