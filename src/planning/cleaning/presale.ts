import { formatDay } from '../calendar';
import { toUnits, type Day } from './days';
import type { Correction } from './types';

/** Units sold on presale are kept apart from spot demand: they come when a campaign takes deposits, not day by day. */
export const presaleLines = (days: readonly Day[]): Correction[] =>
  days
    .filter(({ presale }) => presale > 0)
    .map(({ day, recorded, presale }) => ({
      kind: 'presale',
      day: formatDay(day),
      raw: recorded,
      corrected: toUnits(recorded - presale),
      change: toUnits(-presale),
      why: { id: 'clean_presale', values: { qty: presale } },
    }));
