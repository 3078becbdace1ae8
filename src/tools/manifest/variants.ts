/** What the development manifest differs in, so that both can be installed side by side. */
const DEVELOPMENT = {
  id: '3d9b7f0e-51a4-4f0b-8a27-7b6d1c9e6f52',
  name: 'Twinstock (dev)',
  nameZh: '双仓协同（开发）',
  tab: 'Twinstock (dev)',
  tabZh: '双仓（开发）',
  namespace: 'TWINDEV',
} as const;

const PLACEHOLDER_ORIGIN = 'https://twinstock.example.com';

/**
 * The manifest as it is shipped, with the address the add-in is hosted at.
 * Throws when the origin is not https, has a path, or is this machine.
 */
export function productionManifest(xml: string, origin: string): string {
  const { hostname } = checkedOrigin(origin);
  if (/^(localhost|127\.|\[::1\]$)/.test(hostname)) {
    throw new Error(
      `production manifest: ${origin} is this machine; set TWINSTOCK_ORIGIN to the address users can reach`,
    );
  }
  return withOrigin(xml, origin);
}

/** The manifest for sideloading: its own Id, name and function namespace, and the address of the local server. */
export function developmentManifest(xml: string, origin: string): string {
  checkedOrigin(origin);
  const changes: [pattern: RegExp, replacement: string][] = [
    [/<Id>[^<]*<\/Id>/, `<Id>${DEVELOPMENT.id}</Id>`],
    [
      /(<DisplayName DefaultValue=")[^"]*(">\s*<Override Locale="zh-CN" Value=")[^"]*/,
      `$1${DEVELOPMENT.name}$2${DEVELOPMENT.nameZh}`,
    ],
    [string('App.Name'), `$1${DEVELOPMENT.name}$2${DEVELOPMENT.nameZh}`],
    [string('Tab.Label'), `$1${DEVELOPMENT.tab}$2${DEVELOPMENT.tabZh}`],
    [/(<bt:String id="Functions\.Namespace" DefaultValue=")[^"]*/, `$1${DEVELOPMENT.namespace}`],
    // the page writes formulas too: it is told what the functions are called here
    [/(<SourceLocation DefaultValue="[^"?]*)/, `$1?ns=${DEVELOPMENT.namespace}`],
    [/(<bt:Url id="Taskpane\.Url" DefaultValue="[^"?]*)/, `$1?ns=${DEVELOPMENT.namespace}`],
  ];
  return withOrigin(changes.reduce(replaceOnce, xml), origin);
}

const string = (id: string): RegExp =>
  new RegExp(
    `(<bt:String id="${id.replace('.', '\\.')}" DefaultValue=")[^"]*(">\\s*<bt:Override Locale="zh-CN" Value=")[^"]*`,
  );

function replaceOnce(xml: string, [pattern, replacement]: [RegExp, string]): string {
  const found = xml.match(new RegExp(pattern.source, 'g'))?.length ?? 0;
  if (found !== 1) throw new Error(`manifest.xml: ${pattern.source} stands there ${found} times, expected once`);
  return xml.replace(pattern, replacement);
}

function withOrigin(xml: string, origin: string): string {
  if (!xml.includes(PLACEHOLDER_ORIGIN)) throw new Error(`manifest.xml: the address ${PLACEHOLDER_ORIGIN} is missing`);
  return xml.replaceAll(PLACEHOLDER_ORIGIN, origin);
}

function checkedOrigin(origin: string): URL {
  const url = URL.canParse(origin) ? new URL(origin) : null;
  if (!url || url.protocol !== 'https:' || url.origin !== origin) {
    throw new Error(`manifest address "${origin}": give an https origin without path or trailing slash`);
  }
  return url;
}
