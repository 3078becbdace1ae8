import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { JSDOM } from 'jsdom';
import { developmentManifest, productionManifest } from '../src/tools/manifest/variants';

/** Checks that need no network. Limits and orders: Microsoft's manifest reference (appforoffice 1.1, taskpaneappversionoverrides). */
const root = join(__dirname, '..');
const source = readFileSync(join(root, 'manifest.xml'), 'utf8');
const ORIGIN = 'https://stock.brand.example';
const production = productionManifest(source, ORIGIN);
const development = developmentManifest(source, 'https://localhost:3443');

const BT = 'http://schemas.microsoft.com/office/officeappbasictypes/1.0';
const XSI = 'http://www.w3.org/2001/XMLSchema-instance';

const { DOMParser } = new JSDOM('').window;
function read(xml: string): Document {
  const document = new DOMParser().parseFromString(xml, 'application/xml');
  const problem = document.querySelector('parsererror');
  if (problem) throw new Error(problem.textContent ?? 'not well-formed');
  return document;
}

const all = (from: ParentNode, selector: string): Element[] => [...from.querySelectorAll(selector)];
const one = (from: ParentNode, selector: string): Element => {
  const [found, ...others] = all(from, selector);
  if (!found || others.length > 0) throw new Error(`${selector}: found ${found ? others.length + 1 : 0}, expected 1`);
  return found;
};
/** By local name: selectors do not see through the bt: prefix. */
const named = (from: Document | Element, name: string): Element[] => [...from.getElementsByTagNameNS('*', name)];
const attribute = (element: Element, name: string): string => {
  const value = element.getAttribute(name);
  if (value === null) throw new Error(`${element.tagName} has no ${name}`);
  return value;
};
const children = (element: Element): string[] => [...element.children].map(({ localName }) => localName);
const isInOrder = (names: string[], order: string[]): boolean => {
  const places = names.map((name) => order.indexOf(name));
  return places.every((place, i) => place >= 0 && (i === 0 || place >= (places[i - 1] ?? 0)));
};
const kind = (element: Element): string | null => element.getAttributeNS(XSI, 'type');

/** Width and height in a PNG's header (PNG specification, 11.2.2). */
function pngSize(file: string): [number, number] {
  const bytes = readFileSync(file);
  if (bytes.toString('latin1', 1, 4) !== 'PNG') throw new Error(`${file} is no PNG`);
  return [bytes.readUInt32BE(16), bytes.readUInt32BE(20)];
}
const localFile = (url: string, origin: string): string => join(root, url.slice(origin.length + 1));

function commandSources(folder: string): string {
  if (!existsSync(folder)) return '';
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.tsx?$/.test(file) && !/\.test\.tsx?$/.test(file))
    .map((file) => readFileSync(join(folder, file), 'utf8'))
    .join('\n');
}

describe.each([
  ['source', source, 'https://twinstock.example.com'],
  ['production', production, ORIGIN],
  ['development', development, 'https://localhost:3443'],
])('%s manifest', (_, xml, origin) => {
  const document = read(xml);
  const overrides = one(document, 'VersionOverrides');
  const resources = one(overrides, 'Resources');
  const resource = new Map(
    [...resources.querySelectorAll('[id]')].map((element) => [attribute(element, 'id'), element]),
  );

  test('elements stand in the order the schema asks for', () => {
    expect(children(document.documentElement)).toEqual([
      'Id',
      'Version',
      'ProviderName',
      'DefaultLocale',
      'DisplayName',
      'Description',
      'IconUrl',
      'HighResolutionIconUrl',
      'SupportUrl',
      'Hosts',
      'Requirements',
      'DefaultSettings',
      'Permissions',
      'VersionOverrides',
    ]);
    expect(children(overrides)).toEqual(['Hosts', 'Resources']);
    expect(children(one(overrides, 'Hosts > Host'))).toEqual(['Runtimes', 'AllFormFactors', 'DesktopFormFactor']);
    expect(children(one(document, 'AllFormFactors > ExtensionPoint'))).toEqual([
      'Script',
      'Page',
      'Metadata',
      'Namespace',
    ]);
    expect(children(one(document, 'DesktopFormFactor'))).toEqual([
      'GetStarted',
      'FunctionFile',
      'ExtensionPoint',
      'ExtensionPoint',
    ]);
    // a context menu takes one control
    expect(children(one(document, 'OfficeMenu'))).toEqual(['Control']);
    expect(children(resources)).toEqual(['Images', 'Urls', 'ShortStrings', 'LongStrings']);
    expect(isInOrder(children(one(document, 'CustomTab')), ['Group', 'Label', 'InsertAfter'])).toBe(true);
    for (const group of all(document, 'Group')) {
      expect(isInOrder(children(group), ['Label', 'Icon', 'Control'])).toBe(true);
    }
    for (const control of all(document, 'Control')) {
      expect(children(control)).toEqual(['Label', 'Supertip', 'Icon', 'Action']);
      expect(children(one(control, 'Supertip'))).toEqual(['Title', 'Description']);
    }
  });

  test('Id is a GUID and the version has four parts, at least 1.0', () => {
    expect(one(document, 'OfficeApp > Id').textContent).toMatch(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);
    const version = one(document, 'OfficeApp > Version').textContent ?? '';
    expect(version).toMatch(/^\d{1,5}(\.\d{1,5}){3}$/);
    expect(Number(version.split('.')[0])).toBeGreaterThanOrEqual(1);
  });

  test('page, pane, commands and runtime are one shared runtime', () => {
    const runtime = one(document, 'Runtimes > Runtime');
    expect(attribute(runtime, 'lifetime')).toBe('long');
    const ids = [
      runtime,
      one(document, 'Page > SourceLocation'),
      one(document, 'FunctionFile'),
      ...all(document, 'Action > SourceLocation'),
    ].map((element) => attribute(element, 'resid'));
    expect(ids.length).toBeGreaterThanOrEqual(4);
    expect(new Set(ids)).toEqual(new Set(['Taskpane.Url']));
    expect(attribute(one(document, 'DefaultSettings > SourceLocation'), 'DefaultValue')).toBe(
      attribute(resource.get('Taskpane.Url') as Element, 'DefaultValue'),
    );
  });

  test('every resid resolves to a resource of the right sort, and every resource is used', () => {
    const used = all(overrides, '[resid]');
    const sortOf = (element: Element): string => {
      if (element.localName === 'Image') return 'Images';
      if (['Runtime', 'SourceLocation', 'FunctionFile', 'LearnMoreUrl'].includes(element.localName)) return 'Urls';
      return element.localName === 'Description' ? 'LongStrings' : 'ShortStrings';
    };
    for (const element of used) {
      const id = attribute(element, 'resid');
      expect([id, resource.get(id)?.parentElement?.localName]).toEqual([id, sortOf(element)]);
    }
    expect([...resource.keys()].sort()).toEqual(
      [...new Set(used.map((element) => attribute(element, 'resid')))].sort(),
    );
    expect(resource.size).toBe(all(resources, '[id]').length);
  });

  test('ids and texts keep within their limits', () => {
    for (const id of resource.keys()) expect(id.length).toBeLessThanOrEqual(32);
    const texts = (list: string): string[] =>
      named(resources, list)
        .flatMap((element) => all(element, '[DefaultValue], [Value]'))
        .map((element) => element.getAttribute('DefaultValue') ?? attribute(element, 'Value'));
    // 14 labels and 9 descriptions in two languages, and the namespace
    expect([texts('ShortStrings').length, texts('LongStrings').length]).toEqual([29, 18]);
    for (const text of texts('ShortStrings')) expect(text.length).toBeLessThanOrEqual(125);
    for (const text of texts('LongStrings')) expect(text.length).toBeLessThanOrEqual(250);
    const name = one(document, 'OfficeApp > DisplayName');
    expect(attribute(name, 'DefaultValue').length).toBeLessThanOrEqual(125);
    expect(attribute(one(document, 'OfficeApp > Description'), 'DefaultValue').length).toBeLessThanOrEqual(250);
    expect(attribute(resource.get('Functions.Namespace') as Element, 'DefaultValue')).toMatch(/^[A-Z]{3,32}$/);
    const ids = [...all(document, 'CustomTab'), ...all(document, 'Group'), ...all(document, 'Control')].map((element) =>
      attribute(element, 'id'),
    );
    expect(new Set(ids).size).toBe(ids.length);
    for (const id of ids) expect(id.length).toBeLessThanOrEqual(125);
  });

  test('every text is there in Chinese, by bt:Override with the full language tag', () => {
    for (const string of named(resources, 'String')) {
      const id = attribute(string, 'id');
      const locales = [...string.children].map((child) => [
        child.namespaceURI,
        child.localName,
        child.getAttribute('Locale'),
      ]);
      expect([id, locales]).toEqual([id, id === 'Functions.Namespace' ? [] : [[BT, 'Override', 'zh-CN']]]);
      for (const child of string.children) expect(child.getAttribute('Value')).toMatch(/[\u4e00-\u9fff]/);
    }
    for (const element of ['DisplayName', 'Description']) {
      const [override] = [...one(document, `OfficeApp > ${element}`).children];
      // outside VersionOverrides the element belongs to the manifest's own namespace
      expect([override?.namespaceURI, override?.getAttribute('Locale')]).toEqual([
        'http://schemas.microsoft.com/office/appforoffice/1.1',
        'zh-CN',
      ]);
    }
    const metadata = resource.get('Functions.Metadata.Url') as Element;
    expect(attribute(metadata, 'DefaultValue')).toBe(`${origin}/functions.json`);
    expect(
      [...metadata.children].map((child) => [
        child.namespaceURI,
        attribute(child, 'Locale'),
        attribute(child, 'Value'),
      ]),
    ).toEqual([[BT, 'zh-CN', `${origin}/functions.zh-CN.json`]]);
  });

  test('every address is https and of one origin; office.js is not named here', () => {
    const addresses = all(document, '[DefaultValue], [Value]')
      .map((element) => element.getAttribute('DefaultValue') ?? attribute(element, 'Value'))
      .filter((value) => /^\w+:/.test(value) && value.includes('//'));
    expect(addresses.length).toBeGreaterThan(60);
    for (const address of addresses) expect(new URL(address).origin).toBe(origin);
    expect(xml).not.toMatch(/office\.js|http:\/\/(?!schemas\.microsoft\.com|www\.w3\.org)/);
  });

  test('icons exist in every size and are as large as they say', () => {
    const images = all(document, 'Control Icon, Group > Icon');
    for (const icon of images) {
      const sizes = named(icon, 'Image').map((image) => Number(attribute(image, 'size')));
      expect(sizes).toEqual([16, 20, 24, 32, 40, 48, 64, 80]);
      for (const image of named(icon, 'Image')) {
        const url = attribute(resource.get(attribute(image, 'resid')) as Element, 'DefaultValue');
        const size = Number(attribute(image, 'size'));
        expect([url, pngSize(localFile(url, origin))]).toEqual([url, [size, size]]);
      }
    }
    const top = (name: string) => pngSize(localFile(attribute(one(document, name), 'DefaultValue'), origin));
    expect(top('IconUrl')).toEqual([32, 32]);
    expect(top('HighResolutionIconUrl')).toEqual([64, 64]);
  });

  test('asks for the sets the code is written against', () => {
    const sets = Object.fromEntries(
      all(document, 'Requirements Set').map((set) => [attribute(set, 'Name'), attribute(set, 'MinVersion')]),
    );
    expect(sets).toEqual({ SharedRuntime: '1.1', CustomFunctionsRuntime: '1.1', ExcelApi: '1.13' });
  });

  test('the ribbon offers its seven commands, and the pane opens with the document', () => {
    const actions = all(document, 'CustomTab Control').map((control) => [
      attribute(control, 'id'),
      kind(one(control, 'Action')),
      one(control, 'FunctionName, TaskpaneId').textContent,
    ]);
    const run = (id: string) => [id, 'ExecuteFunction', id];
    expect(actions).toEqual([
      run('TwinRefresh'),
      run('TwinData'),
      run('TwinPlan'),
      run('TwinReview'),
      run('TwinUndo'),
      run('TwinItem'),
      ['TwinPane', 'ShowTaskpane', 'Office.AutoShowTaskpaneWithDocument'],
    ]);
    expect(all(document, 'Group').map((group) => all(group, 'Control').length)).toEqual([2, 3, 2]);
  });

  test('the menu of a cell offers its explanation', () => {
    const points = all(document, 'DesktopFormFactor > ExtensionPoint');
    expect(points.map(kind)).toEqual(['PrimaryCommandSurface', 'ContextMenu']);
    const menu = one(document, 'OfficeMenu');
    expect(attribute(menu, 'id')).toBe('ContextMenuCell');
    const control = one(menu, 'Control');
    expect([kind(control), kind(one(control, 'Action')), one(control, 'FunctionName').textContent]).toEqual([
      'Button',
      'ExecuteFunction',
      'TwinExplain',
    ]);
  });
});

test('every command the ribbon runs is associated by the add-in, and nothing else', () => {
  const names = all(read(source), 'FunctionName').map(({ textContent }) => textContent ?? '');
  const code = commandSources(join(root, 'src', 'commands'));
  for (const name of names) expect([name, code.includes(name)]).toEqual([name, true]);
  const mentioned = new Set(code.match(/\bTwin[A-Z][a-z]+\b/g) ?? []);
  for (const name of mentioned) expect([...names, 'TwinPane']).toContain(name);
});

test('the development add-in differs in Id, names and function namespace, and in nothing but these and the address', () => {
  const differing = (xml: string) => {
    const document = read(xml);
    return {
      id: one(document, 'OfficeApp > Id').textContent,
      name: attribute(one(document, 'OfficeApp > DisplayName'), 'DefaultValue'),
      namespace: attribute(one(document, '[id="Functions.Namespace"]'), 'DefaultValue'),
      tab: attribute(one(document, '[id="Tab.Label"]'), 'DefaultValue'),
    };
  };
  const [dev, prod] = [differing(development), differing(production)];
  expect(prod).toMatchObject({ name: 'Twinstock', namespace: 'TWIN', tab: 'Twinstock' });
  expect(dev).toMatchObject({ name: 'Twinstock (dev)', namespace: 'TWINDEV', tab: 'Twinstock (dev)' });
  expect(dev.id).not.toBe(prod.id);
  const lines = (xml: string, origin: string) => xml.replaceAll(origin, '').split('\n');
  const devLines = lines(development, 'https://localhost:3443');
  const changed = lines(production, ORIGIN).filter((line, i) => line !== devLines[i]);
  // Id; DisplayName, App.Name and Tab.Label with their Chinese; the namespace, and the page's address that names it twice
  expect(changed).toHaveLength(10);
  expect(devLines.filter((line) => line.includes('/taskpane.html?ns=TWINDEV"'))).toHaveLength(2);
});

test.each(['http://stock.brand.example', 'https://stock.brand.example/', 'https://a.example/add-in', 'stock', ''])(
  'refuses the address "%s"',
  (origin) => {
    expect(() => productionManifest(source, origin)).toThrow(/https origin/);
    expect(() => developmentManifest(source, origin)).toThrow(/https origin/);
  },
);

test('refuses to ship an add-in that points at the developer’s machine', () => {
  expect(() => productionManifest(source, 'https://localhost:3443')).toThrow(/TWINSTOCK_ORIGIN/);
  expect(() => productionManifest(source, 'https://127.0.0.1:3443')).toThrow(/TWINSTOCK_ORIGIN/);
});

test('says which part of a changed source it no longer finds', () => {
  expect(() => developmentManifest(source.replace(/<Id>.*<\/Id>/, ''), 'https://localhost:3443')).toThrow(
    /<Id>.*0 times/,
  );
  expect(() => productionManifest('<OfficeApp/>', ORIGIN)).toThrow(/twinstock\.example\.com is missing/);
});
