export interface Text {
  en: string;
  zh: string;
}

/** What Excel's formula wizard shows: at most 255 characters each. Keys are function ids and parameter names. */
export type Words = Record<string, { description: Text; parameters: Record<string, Text> }>;

/** Lists of words that a parameter offers, with a tooltip for each code. */
export type Enums = Record<string, { of: (readonly [id: string, parameter: string])[]; values: Record<string, Text> }>;
