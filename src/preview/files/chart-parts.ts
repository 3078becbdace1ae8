import type { BookFile } from '../types';
import { chartXml, drawingXml } from './write-chart';

/** Namespace of relationships between parts, and what their types begin with. */
export const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006/relationships';
const HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const TYPES = 'application/vnd.openxmlformats-officedocument';

/** A part that holds relationships. */
export const relationships = (inner: string): string =>
  `${HEAD}<Relationships xmlns="${PACKAGE}">${inner}</Relationships>`;

/** Elements of a sheet part that come after its drawing. */
const AFTER_DRAWING =
  /<(?:legacyDrawing|legacyDrawingHF|picture|oleObjects|controls|webPublishItems|tableParts|extLst)\b/;

export interface PackageText {
  /** text of a part; null when there is none */
  get(path: string): string | null;
  set(path: string, xml: string): void;
}

/** Adds the charts of all sheets to a package that hucre wrote without any. */
export function addCharts(parts: PackageText, file: BookFile): void {
  let drawings = 0;
  let charts = 0;
  const overrides: string[] = [];
  file.sheets.forEach((sheet, index) => {
    const drawn = sheet.charts.filter(({ series }) => series.length > 0);
    if (drawn.length === 0) return;
    drawings += 1;
    const drawing = `drawing${drawings}.xml`;
    const links = drawn.map((chart, at) => {
      charts += 1;
      parts.set(`xl/charts/chart${charts}.xml`, chartXml(chart, file));
      overrides.push(`<Override PartName="/xl/charts/chart${charts}.xml" ContentType="${TYPES}.drawingml.chart+xml"/>`);
      return `<Relationship Id="rId${at + 1}" Type="${OFFICE}/chart" Target="../charts/chart${charts}.xml"/>`;
    });
    parts.set(`xl/drawings/${drawing}`, drawingXml(drawn));
    parts.set(`xl/drawings/_rels/${drawing}.rels`, relationships(links.join('')));
    overrides.push(`<Override PartName="/xl/drawings/${drawing}" ContentType="${TYPES}.drawing+xml"/>`);

    const path = `xl/worksheets/sheet${index + 1}.xml`;
    const xml = parts.get(path);
    if (xml === null || xml.includes('<drawing ')) throw new Error(`hucre wrote ${path} other than expected`);
    const element = `<drawing xmlns:r="${OFFICE}" r:id="rIdDrawing"/>`;
    const after = AFTER_DRAWING.exec(xml)?.index ?? xml.lastIndexOf('</worksheet>');
    parts.set(path, xml.slice(0, after) + element + xml.slice(after));
    const link = `<Relationship Id="rIdDrawing" Type="${OFFICE}/drawing" Target="../drawings/${drawing}"/>`;
    const relations = `xl/worksheets/_rels/sheet${index + 1}.xml.rels`;
    const before = parts.get(relations);
    parts.set(
      relations,
      before === null ? relationships(link) : before.replace('</Relationships>', `${link}</Relationships>`),
    );
  });
  if (overrides.length === 0) return;
  const types = parts.get('[Content_Types].xml') ?? '';
  parts.set('[Content_Types].xml', types.replace('</Types>', `${overrides.join('')}</Types>`));
}
