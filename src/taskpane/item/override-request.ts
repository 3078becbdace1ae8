import type { ItemView, ItemWeek, OverrideRequest } from '../session';
import { total } from './week-names';

/** What the override form holds, as typed. */
export interface OverrideDraft {
  /** Mondays */
  from: string;
  to: string;
  by: 'units' | 'share';
  typed: string;
  reason: string;
  author: string;
  expires: string;
}

export type OverrideField = 'typed' | 'reason' | 'author' | 'expires' | 'weeks';

/** Weeks that can be overridden: those of the Forecast sheet that lie ahead. */
export const openWeeks = (item: ItemView): ItemWeek[] =>
  item.weeks.filter(({ offset, forecast, statistical }) => offset > 0 && (forecast !== null || statistical !== null));

export const chosenWeeks = (weeks: readonly ItemWeek[], { from, to }: Pick<OverrideDraft, 'from' | 'to'>): ItemWeek[] =>
  weeks.filter(({ monday }) => monday >= from && monday <= to);

/** A number as people type it: `1,200`, `12.5`, `+20`, `−15`, full-width digits and a percent sign too. */
export function readNumber(typed: string): number | null {
  const plain = typed.normalize('NFKC').trim().replace(/[−–]/g, '-').replace(/%$/, '').trim();
  const digits = /^[+-]?\d{1,3}(,\d{3})+(\.\d+)?$/.test(plain) ? plain.replaceAll(',', '') : plain;
  return /^[+-]?\d{1,9}(\.\d{1,4})?$/.test(digits) ? Number(digits) : null;
}

export interface ReadDraft {
  /** null while something is missing or wrong */
  request: OverrideRequest | null;
  wrong: OverrideField[];
  /** totals over the chosen weeks; null where unknown */
  was: number | null;
  now: number | null;
}

export function readDraft(draft: OverrideDraft, weeks: readonly ItemWeek[], asOf: string | null): ReadDraft {
  const chosen = chosenWeeks(weeks, draft);
  const value = readNumber(draft.typed);
  const known = chosen.every(({ statistical }) => statistical !== null);
  const was = known && chosen.length ? total(chosen.map(({ statistical }) => statistical)) : null;
  const factor = value === null ? null : 1 + value / 100;
  const wrong: OverrideField[] = [];
  if (!chosen.length || (draft.by === 'share' && !known)) wrong.push('weeks');
  if (value === null || (draft.by === 'units' ? value < 0 : value < -100)) wrong.push('typed');
  if (!draft.reason.trim()) wrong.push('reason');
  if (!draft.author.trim()) wrong.push('author');
  if (!/^\d{4}-\d{2}-\d{2}$/.test(draft.expires) || (asOf !== null && draft.expires <= asOf)) wrong.push('expires');
  const now =
    value === null || factor === null || wrong.includes('typed')
      ? null
      : draft.by === 'units'
        ? value * chosen.length
        : was === null
          ? null
          : was * factor;
  const request: OverrideRequest | null =
    wrong.length || value === null || factor === null
      ? null
      : {
          weeks: chosen.map(({ monday }) => monday),
          quantity: draft.by === 'units' ? { units: value } : { factor },
          reason: draft.reason.trim(),
          author: draft.author.trim(),
          expires: draft.expires,
        };
  return { request, wrong, was, now };
}
