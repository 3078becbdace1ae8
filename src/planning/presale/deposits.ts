import { formatDay } from '../calendar';
import type { Campaign } from './campaigns';
import type { DepositState } from './types';

export interface DepositInput {
  /** business date of the data cut, as a day number */
  asOf: number;
  /** Monday of W-1 */
  lastMonday: number;
  /** deposits by week, newest first: [0] is W-1; null: unknown */
  weeks: readonly (number | null)[];
  campaigns: readonly Campaign[];
  /** units that sales booked as presale, by day */
  booked: readonly { day: number; units: number }[];
  /** presale_conversion, presale_share_before, presale_share_after, presale_days of the policy */
  conversion: number;
  shareBefore: number;
  shareAfter: number;
  longestWait: number;
}

/** Last day of a presale: unpaid deposits lapse with the balance phase, else with the longest wait a buyer may be asked for. */
const endOf = ({ balanceTo, depositTo }: Campaign, longestWait: number): number => balanceTo ?? depositTo + longestWait;

/** Days a week shares with the time in which deposits are taken. */
const overlap = (monday: number, { depositFrom, depositTo }: Campaign): number =>
  Math.min(monday + 7, depositTo) - Math.max(monday, depositFrom);

/**
 * Orders that the deposits of a SKU lead one to expect, so far as they have not been sent.
 *
 * - Deposits: those of the weeks that touch the deposit phase of a presale that is not over. A week two presales share counts
 *   once, for the one with more of its days.
 * - Expected = deposits × conversion. Booked = units that sales hold as presale from balance day on (without a balance phase:
 *   from the first deposit on). Such an order has been paid, so the stock figures have it as reserved or sent: open = expected −
 *   booked, at least 0.
 * - Counted into the next buy: open × the share before balance day, open × the share after from that day on. The position is
 *   reduced by it, in the one place, so that demand must not be raised by it, too: sales booked as presale are kept out
 *   of demand (cleaning/presale.ts), the forecast speaks of all other buyers, and the signal `deposits` does not lift it while
 *   the deposits count here.
 * - After the balance phase nothing is open: who has not paid will not, who has paid is in the stock figures.
 *
 * Example: W-2 and W-1 took 100 and 60 deposits, conversion 0.8, shares 0.5 and 1. Expected 128; before balance day 64 count.
 * Two days after it 50 are booked: 78 are open and count. The day after the phase ends: none.
 *
 * @returns null: no deposit is known in a presale that is on
 */
export function depositsOf(input: DepositInput): DepositState | null {
  const { asOf, lastMonday, weeks, campaigns, booked, conversion, shareBefore, shareAfter, longestWait } = input;
  const running = campaigns.filter(
    (campaign) => Math.floor(endOf(campaign, longestWait)) >= asOf && Math.floor(campaign.depositFrom) <= asOf,
  );
  if (!running.length) return null;
  const taken = new Map<Campaign, number>();
  weeks.forEach((units, back) => {
    if (units === null || !(units >= 0)) return;
    const monday = lastMonday - 7 * back;
    // one that is over has its claim to its weeks, too
    const best = campaigns.reduce<Campaign | null>(
      (most, campaign) =>
        overlap(monday, campaign) > (most ? Math.max(0, overlap(monday, most)) : 0) ? campaign : most,
      null,
    );
    if (best && running.includes(best)) taken.set(best, (taken.get(best) ?? 0) + units);
  });
  if (!taken.size) return null;

  let [deposits, expected, paid, open, counted] = [0, 0, 0, 0, 0];
  let day = Infinity;
  let balanceFrom: number | null = null;
  const claimed = new Set<number>();
  for (const [campaign, units] of taken) {
    const from = Math.floor(campaign.balanceFrom ?? campaign.depositFrom);
    const to = endOf(campaign, longestWait);
    const orders = units * conversion;
    let sold = 0;
    booked.forEach((one, at) => {
      if (claimed.has(at) || one.day < from || one.day > to) return;
      claimed.add(at);
      sold += one.units;
    });
    const isOpen = campaign.balanceFrom !== null && asOf >= from;
    const left = Math.max(0, orders - sold);
    deposits += units;
    expected += orders;
    paid += sold;
    open += left;
    counted += left * (isOpen ? shareAfter : shareBefore);
    day = Math.min(day, Math.max(0, Math.floor(campaign.balanceFrom ?? campaign.depositTo) - asOf));
    if (campaign.balanceFrom !== null) balanceFrom = Math.min(balanceFrom ?? Infinity, campaign.balanceFrom);
  }
  const balance = balanceFrom === null ? null : Math.floor(balanceFrom);
  return {
    deposits,
    expected,
    conversion,
    booked: paid,
    open,
    counted,
    share: open > 0 ? counted / open : balance !== null && asOf >= balance ? shareAfter : shareBefore,
    day,
    balanceDay: balance === null ? null : formatDay(balance),
    balanceOpen: balance !== null && asOf >= balance,
  };
}
