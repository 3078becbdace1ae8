/** What kind of goods a SKU is, read from the words of its description. The first line that matches wins. */
export interface Category {
  label: string;
  /** HS subheading (6 digits) such goods are usually entered under; a broker decides */
  hs: string;
  words: RegExp;
  /** days; null: does not spoil */
  shelfLife: number | null;
  /** grams for a price of £1 and at least; a rough weight of such goods */
  gramsPerPound: number;
}

const category = (
  label: string,
  hs: string,
  words: RegExp,
  gramsPerPound: number,
  shelfLife: number | null = null,
): Category => ({ label, hs, words, gramsPerPound, shelfLife });

export const CATEGORIES: readonly Category[] = [
  category('Bath and body 洗护', '340130', /SOAP|BATH|BALM|COSMETIC|MANICURE|TOILETR/, 90, 1095),
  category('Candles and scent 香薰蜡烛', '340600', /CANDLE(?!STICK)|INCENSE|T-?LIGHT(?! HOLDER)|SCENTED|FRAGRANCE|DIFFUSER/, 160, 720),
  category('Sweets and baking 食品烘焙', '170490', /CHOCOLATE(?! ?BOX| SPOTS| HOT)|CANDY|LOLLY|SWEETS|FUDGE/, 150, 270),
  category('Christmas 圣诞用品', '950510', /CHRISTMAS|XMAS|SANTA|REINDEER|ADVENT|BAUBLE|NATIVITY|SNOWMAN|HOLLY/, 110),
  category('Kitchen and table 厨房餐具', '691200', /CAKE ?STAND|MUG|CUP\b|TEA ?SET|TEAPOT|PLATE|BOWL|SAUCER|JAR|COOK|BAKING|KITCHEN|RECIPE|CUTLERY|SPOON|TIN\b|TINS\b|LUNCH|BOTTLE|GLASS(?!ES)|JUG|TRAY|COASTER|APRON|OVEN|CAKE|EGG|DOILEY|BREAD|SUGAR|PANTRY|STRAWS|NAPKIN|TEA TOWEL/, 190),
  category('Bags 箱包', '420292', /BAG\b|BAGS\b|PURSE|WALLET|SUITCASE|LUGGAGE|BACKPACK|RUCKSACK/, 120),
  category('Party and wrap 派对包装', '950590', /BUNTING|PARTY|WRAP|GARLAND|BALLOON|PAPER CHAIN|RIBBON|GIFT|BIRTHDAY|CONFETTI|CARD\b|CARDS\b|DECORATION/, 100),
  category('Lights and holders 灯饰烛台', '940550', /LIGHT|LAMP|LANTERN|HOLDER|CHANDELIER|CANDLESTICK/, 150),
  category('Clocks and signs 钟表标牌', '831000', /CLOCK|SIGN\b|CHALKBOARD|BLACKBOARD|METAL|PLAQUE|MAGNET|DOORMAT|HOOK|HANGER|FRAME|MIRROR/, 140),
  category('Stationery and craft 文具手工', '482010', /PENCIL|NOTEBOOK|STICKER|PAPER|RUBBER|PEN\b|PENS\b|CRAFT|TAPE|STAMP|KNITTING|SEWING|JOURNAL|BOOK|CHALK|LETTER|RULER/, 110),
  category('Toys and games 玩具游戏', '950300', /GAME|TOY|DOLL|PUZZLE|SKITTLES|SPINNING|JIGSAW|CHILD|NURSERY|PLAY|DOMINO|MARBLES|SPACEBOY|DINOSAUR|ANIMAL|BLOCK/, 130),
  category('Textiles 家纺', '940490', /CUSHION|QUILT|THROW|TOWEL|BLANKET|RUG|SCARF|DOORSTOP|DRAUGHT|HOT WATER|WARMER/, 170),
  category('Jewellery 饰品', '711719', /NECKLACE|BRACELET|EARRING|RING\b|BROOCH|HAIR|BEADS|CHARM/, 20),
  category('Garden 园艺', '820190', /GARDEN|PLANT|WATERING|BIRD|FLOWER|WICKER|PARASOL|UMBRELLA|BASKET|HERB/, 160),
];

export const OTHER: Category = category('Home decor 家居装饰', '442190', /./, 140);

export const categoryOf = (description: string): Category =>
  CATEGORIES.find(({ words }) => words.test(description)) ?? OTHER;
