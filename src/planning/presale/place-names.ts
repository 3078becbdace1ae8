import type { PromiseLanguage } from '../promise';

/** Cities goods of cross-border shops are sent from, as a page names them. */
const CITIES =
  `宁波|Ningbo;杭州|Hangzhou;郑州|Zhengzhou;上海|Shanghai;天津|Tianjin;重庆|Chongqing;广州|Guangzhou;南沙|Nansha;深圳|Shenzhen;
福州|Fuzhou;平潭|Pingtan;厦门|Xiamen;青岛|Qingdao;大连|Dalian;北京|Beijing;西安|Xi'an;成都|Chengdu;武汉|Wuhan;长沙|Changsha;苏州|Suzhou;
南京|Nanjing;合肥|Hefei;昆明|Kunming;海口|Haikou;义乌|Yiwu;香港|Hong Kong;东京|Tokyo;大阪|Osaka;首尔|Seoul;仁川|Incheon;伦敦|London;
洛杉矶|Los Angeles;悉尼|Sydney;墨尔本|Melbourne;法兰克福|Frankfurt;阿姆斯特丹|Amsterdam`
    .split(/;\s*/)
    .map((pair) => pair.split('|') as [zh: string, en: string]);

const HAN = /\p{Script=Han}/u;
const LATIN = /\p{Script=Latin}/u;

/** Of a name in both languages ("Ningbo 宁波", "Black Friday 黑五") the part in one of them; a name in one language as it is. */
export function inLanguage(name: string, language: PromiseLanguage): string {
  const words = name.trim().split(/[\s/|·]+/);
  const own = words.filter((word) => HAN.test(word) === (language === 'zh'));
  return HAN.test(name) && LATIN.test(name) && own.length ? own.join(' ') : name.trim();
}

const bare = (name: string): string => name.toLowerCase().replace(/[\s'’-]|市$/g, '');

const CITY_OF = new Map(CITIES.flatMap((pair) => pair.map((name) => [bare(name), pair] as const)));

/** A city in the page's language, where it is known there; else as the data have it. */
export function cityName(city: string, language: PromiseLanguage): string {
  const own = inLanguage(city, language);
  return CITY_OF.get(bare(own))?.[language === 'zh' ? 0 : 1] ?? own;
}

const A = 65;
/** every pair of letters; those that are no region have no name */
const CODES = Array.from({ length: 26 * 26 }, (_, at) => String.fromCharCode(A + Math.floor(at / 26), A + (at % 26)));

const NAMES: Partial<Record<PromiseLanguage, Intl.DisplayNames>> = {};
const namesIn = (language: PromiseLanguage): Intl.DisplayNames =>
  (NAMES[language] ??= new Intl.DisplayNames(language === 'zh' ? 'zh-CN' : 'en', {
    type: 'region',
    style: 'short',
    fallback: 'none',
  }));

let codeOfName: Map<string, string> | null = null;

function regionCode(country: string): string | undefined {
  if (/^[A-Za-z]{2}$/.test(country)) return country.toUpperCase();
  codeOfName ??= new Map(
    CODES.flatMap((code) =>
      (['zh', 'en'] as const).flatMap((language): [string, string][] => {
        const name = namesIn(language).of(code);
        return name ? [[bare(name), code]] : [];
      }),
    ),
  );
  return codeOfName.get(bare(country));
}

/** A country or region, given as ISO code or name in either language, in the page's language; else as the data have it. */
export function countryName(country: string, language: PromiseLanguage): string {
  const own = inLanguage(country, language);
  const code = regionCode(own);
  return (code && namesIn(language).of(code)) ?? own;
}
