/** Separates the parts of a key; codes hold no control characters. */
export const SEPARATOR = '\u001f';

/** What tells one item of a forecast from another. */
export const itemKey = (item: { sku_id: string; warehouse_id: string }): string =>
  `${item.sku_id}${SEPARATOR}${item.warehouse_id}`;
