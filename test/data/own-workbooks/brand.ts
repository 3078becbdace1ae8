/** What the sample workbooks are about: one small brand, its figures as of Monday 2026-11-23. */
export const AS_OF = '2026-11-23';

export interface Item {
  sku: string;
  zh: string;
  en: string;
  owner: string;
  cost: number;
  moq: number;
  pack: number;
  supplier: string;
}

export const ITEMS: readonly Item[] = [
  {
    sku: 'KB-100',
    zh: '蓝瓶精华 30ml',
    en: 'Blue serum 30 ml',
    owner: '王芳',
    cost: 86,
    moq: 120,
    pack: 12,
    supplier: 'S-OSAKA',
  },
  {
    sku: 'KB-200',
    zh: '保湿面霜 50g',
    en: 'Moist cream 50 g',
    owner: '王芳',
    cost: 120,
    moq: 60,
    pack: 6,
    supplier: 'S-OSAKA',
  },
  {
    sku: '00731',
    zh: '婴儿洗护套装',
    en: 'Baby wash set',
    owner: '李强',
    cost: 64.5,
    moq: 100,
    pack: 10,
    supplier: 'S-SEOUL',
  },
  {
    sku: 'VIT-C60',
    zh: '维生素C 60粒',
    en: 'Vitamin C 60',
    owner: '李强',
    cost: 38,
    moq: 240,
    pack: 24,
    supplier: 'S-SYD',
  },
  { sku: 'FISH-OIL', zh: '深海鱼油', en: 'Fish oil', owner: '赵敏', cost: 71, moq: 48, pack: 12, supplier: 'S-SYD' },
  {
    sku: 'MASK-5',
    zh: '面膜 5片',
    en: 'Sheet mask x5',
    owner: '赵敏',
    cost: 22,
    moq: 200,
    pack: 20,
    supplier: 'S-SEOUL',
  },
];

export interface Figures {
  onHand: number;
  reserved: number;
  inTransit: number;
  /** sold in the last 7, 14, 30 and 90 days */
  sold: readonly [number, number, number, number];
  lead: number;
}

/** Of the bonded warehouse: the first runs out, the second has far too much, the last sells nothing. */
export const BONDED: readonly Figures[] = [
  { onHand: 180, reserved: 20, inTransit: 0, sold: [70, 140, 300, 900], lead: 30 },
  { onHand: 4800, reserved: 0, inTransit: 600, sold: [35, 70, 150, 450], lead: 30 },
  { onHand: 400, reserved: 10, inTransit: 240, sold: [56, 112, 240, 720], lead: 35 },
  { onHand: 1280, reserved: 0, inTransit: 0, sold: [210, 420, 900, 2700], lead: 30 },
  { onHand: 95, reserved: 5, inTransit: 120, sold: [14, 28, 60, 180], lead: 30 },
  { onHand: 60, reserved: 0, inTransit: 0, sold: [0, 0, 0, 0], lead: 30 },
];

/** Of the overseas warehouse. */
export const OVERSEAS: readonly Figures[] = [
  { onHand: 90, reserved: 0, inTransit: 0, sold: [21, 42, 90, 270], lead: 14 },
  { onHand: 40, reserved: 0, inTransit: 0, sold: [7, 14, 30, 90], lead: 14 },
  { onHand: 200, reserved: 0, inTransit: 0, sold: [28, 56, 120, 360], lead: 14 },
  { onHand: 500, reserved: 0, inTransit: 0, sold: [42, 84, 180, 540], lead: 14 },
  { onHand: 10, reserved: 0, inTransit: 0, sold: [7, 14, 30, 90], lead: 14 },
  { onHand: 300, reserved: 0, inTransit: 0, sold: [14, 28, 60, 180], lead: 14 },
];
