import type { BookFile, BookSheet } from '../types';
import { addCharts, OFFICE, relationships } from './chart-parts';
import { SETTINGS_PROPERTIES, writeSettingsPart } from './settings-part';
import { writeTablePart } from './table-part';

type Parts = Record<string, Uint8Array>;
interface Codec {
  read: (bytes: Uint8Array) => string;
  write: (text: string) => Uint8Array;
}

/**
 * Mends what hucre 1.0.0 writes other than Excel needs it. Each patch looks for the text it replaces and fails when it
 * is not there, so that a newer hucre cannot silently undo it.
 * @param errors for each sheet the addresses of formulas whose cached value is an error
 */
export function patchPackage(parts: Parts, file: BookFile, errors: readonly ReadonlySet<string>[], codec: Codec): void {
  const edit = (path: string, change: (xml: string) => string): void => {
    const part = parts[path];
    if (!part) throw new Error(`hucre did not write ${path}`);
    parts[path] = codec.write(change(codec.read(part)));
  };
  const replaced = (xml: string, pattern: RegExp, by: string): string => {
    if (!pattern.test(xml)) throw new Error(`hucre's output has no ${pattern.source}`);
    return xml.replace(pattern, by);
  };

  // fullCalcOnLoad would lose every cached value of a function that this Excel does not have
  edit('xl/workbook.xml', (xml) => replaced(xml, /<calcPr [^>]*\/>/, '<calcPr calcId="191029"/>'));
  edit('xl/styles.xml', quotePrefixes);
  let tableId = 0;
  file.sheets.forEach((sheet, index) => {
    const path = `xl/worksheets/sheet${index + 1}.xml`;
    const depth = outlineDepth(sheet);
    const cached = errors[index] ?? new Set();
    if (depth > 0 || cached.size > 0) {
      edit(path, (xml) => {
        const mended = cached.size === 0 ? xml : cachedErrors(xml, cached);
        const format = `<sheetFormatPr defaultRowHeight="15" outlineLevelCol="${depth}"/>`;
        return depth === 0 ? mended : replaced(mended, /<sheetFormatPr [^>]*\/>/, format);
      });
    }
    for (const table of sheet.tables) {
      tableId += 1;
      const part = `xl/tables/table${tableId}.xml`;
      if (!parts[part]) throw new Error(`hucre did not write ${part}`);
      parts[part] = codec.write(writeTablePart(table, tableId));
    }
  });
  addCharts(
    {
      get: (path) => (parts[path] ? codec.read(parts[path]) : null),
      set: (path, xml) => {
        parts[path] = codec.write(xml);
      },
    },
    file,
  );
  if (Object.keys(file.settings).length > 0) addSettings(parts, file.settings, codec, edit);
}

/** A formula's cached error is of type "e"; hucre writes it as a text result. */
const cachedErrors = (xml: string, addresses: ReadonlySet<string>): string =>
  xml.replace(/<c r="([A-Z]+\d+)"([^>]*) t="str"/g, (whole, address: string, rest: string) =>
    addresses.has(address) ? `<c r="${address}"${rest} t="e"` : whole,
  );

/** Formats marked by `locked` are those of text that must not be read as a number or formula (see toFileStyle). */
const quotePrefixes = (xml: string): string =>
  xml.replace(
    /<xf ([^>]*)>((?:<alignment [^>]*\/>)?<protection locked="1"\/>)/g,
    (_whole, attributes: string, inner: string) => `<xf ${attributes} quotePrefix="1">${inner}`,
  );

/** Excel draws the fold buttons only when the sheet says how deep the groups are. */
function outlineDepth(sheet: BookSheet): number {
  let depth = 0;
  for (const group of sheet.columnGroups) {
    const around = sheet.columnGroups.filter((other) => other.from <= group.from && other.to >= group.to).length;
    depth = Math.max(depth, around);
  }
  return depth;
}

function addSettings(
  parts: Parts,
  settings: Record<string, string>,
  codec: Codec,
  edit: (path: string, change: (xml: string) => string) => void,
): void {
  parts['customXml/item1.xml'] = codec.write(writeSettingsPart(settings));
  parts['customXml/itemProps1.xml'] = codec.write(SETTINGS_PROPERTIES);
  parts['customXml/_rels/item1.xml.rels'] = codec.write(
    relationships(`<Relationship Id="rId1" Type="${OFFICE}/customXmlProps" Target="itemProps1.xml"/>`),
  );
  edit('xl/_rels/workbook.xml.rels', (xml) =>
    xml.replace(
      '</Relationships>',
      `<Relationship Id="rIdSettings" Type="${OFFICE}/customXml" Target="../customXml/item1.xml"/></Relationships>`,
    ),
  );
  edit('[Content_Types].xml', (xml) =>
    xml.replace(
      '</Types>',
      '<Override PartName="/customXml/itemProps1.xml" ContentType="application/vnd.openxmlformats-officedocument.customXmlProperties+xml"/></Types>',
    ),
  );
}
