import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';
import { emptySheet } from '../src/preview/book/empty-sheet';
import { saveXlsx } from '../src/preview/files';
import type { BookCell, BookFile, BookSheet } from '../src/preview/types';

const RELATIONSHIPS = 'http://schemas.openxmlformats.org/package/2006/relationships';
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';

const sheet = (name: string, cells: BookCell[][]): BookSheet =>
  emptySheet(name, {
    cells: new Map(cells.map((row, r) => [r, new Map(row.map((cell, c) => [c, cell]))])),
    columnWidths: new Map([[1, 60]]),
  });

/**
 * A workbook as Excel saves it after a COM or VBA add-in has touched it (office-js#2568, #2051): functions behind a link to a
 * file, beside some that are stored as they should be, and one of another add-in.
 */
export async function brokenFile(): Promise<Uint8Array> {
  const formula = (text: string, value: number): BookCell => ({ v: value, f: text });
  const file: BookFile = {
    sheets: [
      sheet('Plan', [
        [{ v: 'Available' }, { v: 'Days of supply' }],
        [{ v: 80 }, formula('_xldudf_LINK1_TWIN_DOS(A2,4)', 20)],
        [{ v: 60 }, formula('IF(A3>0,_xldudf_LINK2_TWIN_DOS(A3,4)+_xldudf_LINK1_TWIN_DOS(A3,6),"")', 25)],
        [{ v: 40 }, formula('_xldudf_TWIN_DOS(A4,4)', 10)],
        [{ v: 20 }, formula('_xldudf_OTHER_DOS(A5,4)', 5)],
      ]),
    ],
    styles: [],
    names: [],
    settings: {},
  };
  const parts = unzipSync(await saveXlsx(file));
  const edit = (path: string, change: (xml: string) => string): void => {
    parts[path] = strToU8(change(strFromU8(parts[path] ?? new Uint8Array())));
  };
  edit('xl/worksheets/sheet1.xml', (xml) => xml.replace(/_xldudf_LINK(\d)_/g, '[$1]!_xldudf_'));
  edit('xl/workbook.xml', (xml) =>
    xml.replace('</sheets>', '</sheets><externalReferences><externalReference r:id="rIdL1"/></externalReferences>'),
  );
  edit('xl/_rels/workbook.xml.rels', (xml) =>
    xml.replace(
      '</Relationships>',
      `<Relationship Id="rIdL1" Type="${OFFICE}/externalLink" Target="externalLinks/externalLink1.xml"/></Relationships>`,
    ),
  );
  parts['xl/externalLinks/externalLink1.xml'] = strToU8(
    `<externalLink xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><externalBook xmlns:r="${OFFICE}" r:id="rId1"/></externalLink>`,
  );
  parts['xl/externalLinks/_rels/externalLink1.xml.rels'] = strToU8(
    `<Relationships xmlns="${RELATIONSHIPS}"><Relationship Id="rId1" Type="${OFFICE}/externalLinkPath" Target="file:///C:\\Add%20ins\\It's.xla" TargetMode="External"/></Relationships>`,
  );
  return zipSync(parts);
}
