export type Area = 'metro' | 'other' | 'remote';

/** Tier 1 and new tier 1 cities (2022 list; it changes yearly). */
const METRO = `北京 beijing|上海 shanghai|广州 guangzhou|深圳 shenzhen|成都 chengdu|重庆 chongqing|杭州 hangzhou|西安 xian|武汉 wuhan|
苏州 suzhou|郑州 zhengzhou|南京 nanjing|天津 tianjin|长沙 changsha|东莞 dongguan|宁波 ningbo|佛山 foshan|合肥 hefei|青岛 qingdao`;

/** Provinces remote for parcels, each followed by its prefecture-level cities, leagues and prefectures. */
const REMOTE = `新疆 xinjiang 新疆维吾尔|乌鲁木齐 urumqi wulumuqi|克拉玛依 karamay kelamayi|吐鲁番 turpan tulufan|哈密 hami|昌吉 changji|
博尔塔拉 bortala boertala|巴音郭楞 bayingolin bayinguoleng|阿克苏 aksu akesu|克孜勒苏 kizilsu kezilesu|喀什 kashgar kashi|和田 hotan hetian|
伊犁 ili yili|塔城 tacheng|阿勒泰 altay aletai|石河子 shihezi|
西藏 tibet xizang|拉萨 lhasa lasa|日喀则 shigatse xigaze rikaze|昌都 chamdo changdu|林芝 nyingchi linzhi|山南 shannan|那曲 nagqu naqu|
阿里 ngari ali|
青海 qinghai|西宁 xining|海东 haidong|海北 haibei|黄南 huangnan|海南藏族 hainanzangzu|果洛 golog guoluo|玉树 yushu|海西 haixi|
甘肃 gansu|兰州 lanzhou|嘉峪关 jiayuguan|金昌 jinchang|白银 baiyin|天水 tianshui|武威 wuwei|张掖 zhangye|平凉 pingliang|酒泉 jiuquan|
庆阳 qingyang|定西 dingxi|陇南 longnan|临夏 linxia|甘南 gannan|
宁夏 ningxia 宁夏回族|银川 yinchuan|石嘴山 shizuishan|吴忠 wuzhong|固原 guyuan|中卫 zhongwei|
内蒙古 innermongolia neimenggu neimongol|呼和浩特 hohhot huhehaote|包头 baotou|乌海 wuhai|赤峰 chifeng|通辽 tongliao|
鄂尔多斯 ordos eerduosi|呼伦贝尔 hulunbuir hulunbeier|巴彦淖尔 bayannur bayannaoer|乌兰察布 ulanqab wulanchabu|兴安盟 hinggan xinganmeng|
锡林郭勒 xilingol xilinguole|阿拉善 alxa alashan`;

const PROVINCES =
  `河北|山西|辽宁|吉林|黑龙江|江苏|浙江|安徽|福建|江西|山东|河南|湖北|湖南|广东|海南|四川|贵州|云南|陕西|广西|新疆|西藏|青海|
甘肃|宁夏|内蒙古|香港|澳门|台湾`.split(/\|\s*/);

const names = (table: string): string[] => table.split(/\|\s*|\s+/).filter(Boolean);
const METRO_NAMES = new Set(names(METRO));
const REMOTE_NAMES = new Set(names(REMOTE));
/** the Chinese ones, as a regular expression for the start of a text */
const startingWith = (table: ReadonlySet<string>): RegExp =>
  new RegExp(`^(${[...table].filter((name) => /^[\u4e00-\u9fff]/.test(name)).join('|')})`);
const METRO_START = startingWith(METRO_NAMES);
const REMOTE_START = startingWith(REMOTE_NAMES);

/** Full forms lose what follows the name; pinyin loses case, spaces, apostrophes, hyphens and tone marks. */
const normalise = (text: string): string =>
  text
    .normalize('NFKD')
    .replace(/[\u0300-\u036f]/g, '')
    .toLowerCase()
    .replace(/[\s'’`.\-·,，]/g, '');

const CHINESE_SUFFIX = /(特别行政区|维吾尔自治区|壮族自治区|回族自治区|自治区|自治州|自治县|地区|省|市|盟)$/;
const PINYIN_SUFFIX = /(autonomousregion|uygur|uyghur|hui|municipality|province|sheng|city|shi)+$/;

function lookUp(name: string): Area | null {
  if (METRO_NAMES.has(name)) return 'metro';
  return REMOTE_NAMES.has(name) ? 'remote' : null;
}

const WORDS: Readonly<Record<string, Area>> = {
  metro: 'metro',
  other: 'other',
  remote: 'remote',
  主要城市圈: 'metro',
  主要城市: 'metro',
  其他: 'other',
  偏远: 'remote',
  偏远地区: 'remote',
};

/**
 * Delivery area of a code (metro, other, remote) or of a city or province in Chinese or pinyin, with or without 省, 市 and
 * the like. Metro: tier 1 and new tier 1 cities; remote: Xinjiang, Tibet, Qinghai, Gansu, Ningxia, Inner Mongolia and their
 * cities; every other place is other.
 */
export function areaOf(place: string): Area {
  const text = normalise(place);
  const word = WORDS[text];
  if (word) return word;
  if (!/[\u4e00-\u9fff]/.test(text)) return lookUp(text) ?? lookUp(text.replace(PINYIN_SUFFIX, '')) ?? 'other';
  const exact = lookUp(text) ?? lookUp(text.replace(CHINESE_SUFFIX, ''));
  if (exact) return exact;
  const province = PROVINCES.find((name) => text.startsWith(name));
  const city = province
    ? text.slice(province.length).replace(/^(维吾尔自治区|壮族自治区|回族自治区|自治区|省)/, '')
    : text;
  // Chinese place names have no word breaks: the name may be followed by a district ("上海市浦东新区")
  if (METRO_START.test(city)) return 'metro';
  return REMOTE_START.test(city) || REMOTE_START.test(text) ? 'remote' : 'other';
}
