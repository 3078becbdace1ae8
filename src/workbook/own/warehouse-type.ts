import { plainText } from '../../tables/written';

const TYPES: readonly (readonly [RegExp, string])[] = [
  [/退货|return/i, 'return'],
  [/供应商|supplier|vendor/i, 'supplier'],
  [/中转|transit/i, 'transit'],
  [/虚拟|virtual/i, 'virtual'],
  [/保税|综保|bonded|\bftz\b|\bbbc\b/i, 'bonded'],
  [/海外|境外|直邮|overseas|abroad|direct mail|\bbc直/i, 'overseas'],
  [
    /日本|东京|大阪|香港|韩国|首尔|美国|洛杉矶|德国|澳洲|tokyo|osaka|japan|hong ?kong|korea|seoul|usa|germany|australia/i,
    'overseas',
  ],
  [/国内仓|一般贸易|domestic/i, 'domestic'],
];

/** Type of a warehouse by its name, `宁波保税仓` → bonded; null where the name does not say it. */
export const warehouseTypeOf = (name: string): string | null =>
  TYPES.find(([pattern]) => pattern.test(plainText(name)))?.[1] ?? null;
