/** What kind of goods a SKU is, read from the words of its description. The first line that matches wins. */
export interface Category {
  label: string;
  /** HS subheading (6 digits) such goods are usually entered under; a broker decides */
  hs: string;
  words: RegExp;
  /** days; null: keeps for ever */
  shelfLife: number | null;
  /** rough weight of such goods, grams per £1 of price */
  gramsPerPound: number;
}

const category = (
  label: string,
  hs: string,
  gramsPerPound: number,
  words: RegExp,
  shelfLife: number | null = null,
): Category => ({ label, hs, words, gramsPerPound, shelfLife });

export const CATEGORIES: readonly Category[] = [
  category(
    'Christmas 圣诞用品',
    '950510',
    110,
    /CHRISTMAS|XMAS|SANTA|REINDEER|ADVENT|BAUBLE|SNOWMAN|HOLLY|JINGLE|SLEIGH/,
  ),
  category('Bath and body 洗护', '330499', 90, /SOAP|BATH SPONGE|BALM|COSMETIC|LIP GLOSS/, 1095),
  category('Jewellery 饰品', '711719', 20, /NECKLACE|BRACELET|EARRING|\bRING\b|BROOCH|HAIR|\bBEADS/),
  category('Bags 箱包', '420292', 120, /BAGS?\b|PURSE|WALLET|WASHBAG|SUITCASE|HAMPER|UMBRELLA|PARASOL|PICNIC BASKET/),
  category(
    'Lights and holders 灯饰烛台',
    '940550',
    150,
    /HOLDERS?\b.*LIGHT|(LIGHT|CANDLE|INCENSE) ?(HOLDER|HLDR|GLASS|STICK|POT)|HANGING T-LIGHT|LAMP|NIGHT LIGHT|LIGHTS$|CANDLESTICK/,
  ),
  category('Candles and scent 香薰蜡烛', '340600', 160, /CANDLE|LIGHT|INCENSE|SCENT/, 720),
  category(
    'Textiles 家纺',
    '630790',
    170,
    /CUSHION|HOT WATER|HAND WARMER|TOWEL|DOORSTOP|BLANKET|HAMMOCK|\bMAT\b|DOORMAT/,
  ),
  category(
    'Stationery and craft 文具手工',
    '482010',
    110,
    /PENCIL|NOTEBOOK|STICKER|RUBBER|CRAFT|\bTAPE\b|STAMP|SEW|CHALK|LETTERS|TOAST ITS|COLOURING|CALCULATOR|SLATE/,
  ),
  category(
    'Party and gift wrap 派对包装',
    '950590',
    100,
    /BUNTING|PARTY|WRAP|GARLAND|RIBBON|CARDS?\b|PAPER|GIFT|POPCORN/,
  ),
  category(
    'Wall and door 墙饰门饰',
    '830629',
    140,
    /CLOCK|SIGN\b|FRAME|MIRROR|HOOK|HANGER|PLAQUE|MAGNET|WALL|TILE|RACK/,
  ),
  category(
    'Kitchen and table 厨房餐具',
    '691200',
    190,
    /CAKE|MUG|CUP\b|TEACUP|TEAPOT|PLATE|BOWL|DISH|JARS?\b|JAM|JELLY|CUTLERY|\bTINS?\b|LUNCH|MILK|BOTTLE|JUG|TRAY|APRON|\bEGG|BREAD|SUGAR|NAPKIN|CHOPPING|BEAKER|TUMBLER|SNACK|PICNIC|COOKIE|FLASK|COFFEE|PETIT FOUR|DOILIES/,
  ),
  category('Toys and games 玩具游戏', '950300', 130, /GAME|TOY|DOLL|JIGSAW|CHILDREN|PLAY|BLOCK|SNAKES|BUNNY|FLAGS/),
  category('Garden and cycling 园艺骑行', '820190', 160, /GARDEN|PLANT|BICYCLE/),
];

export const OTHER: Category = category('Home decor 家居装饰', '442190', 140, /./);

export const categoryOf = (description: string): Category =>
  CATEGORIES.find(({ words }) => words.test(description)) ?? OTHER;
