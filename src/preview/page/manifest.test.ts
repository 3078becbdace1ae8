import { readFileSync } from 'node:fs';
import path from 'node:path';
import { JSDOM } from 'jsdom';
import { BadManifest, readManifest } from './manifest';

const source = readFileSync(path.resolve(__dirname, '../../../manifest.xml'), 'utf8');
const parse = (xml: string): Document => new new JSDOM('').window.DOMParser().parseFromString(xml, 'text/xml');

describe('the ribbon as the manifest declares it', () => {
  // expected words: read by hand from manifest.xml
  test.each([
    ['en-US', 'Twinstock', ['Data', 'Plan', 'View'], 'Refresh'],
    ['zh-CN', '双仓', ['数据', '计划', '查看'], '刷新'],
  ] as const)('%s', (locale, tab, groups, first) => {
    const read = readManifest(parse(source), locale);
    expect(read.tab.label).toBe(tab);
    expect(read.tab.groups.map((group) => group.label)).toEqual(groups);
    expect(read.tab.groups[0]?.buttons[0]).toMatchObject({
      id: 'TwinRefresh',
      label: first,
      action: { kind: 'function', id: 'TwinRefresh' },
      icons: { 32: '/assets/icons/refresh-32.png' },
    });
  });

  test('addresses are those of this server', () => {
    const read = readManifest(parse(source), 'zh-CN');
    expect(read).toMatchObject({ paneUrl: '/taskpane.html', functionsUrl: '/functions.zh-CN.json', namespace: 'TWIN' });
    expect(
      read.tab.groups.flatMap((group) => group.buttons).find((button) => button.id === 'TwinPane')?.action,
    ).toEqual({
      kind: 'pane',
    });
  });

  test('a button without an action is refused by name', () => {
    const broken = source.replace('<FunctionName>TwinPlan</FunctionName>', '');
    expect(() => readManifest(parse(broken), 'en-US')).toThrow(BadManifest);
    expect(() => readManifest(parse(broken), 'en-US')).toThrow('TwinPlan');
  });
});
