/** Rules of the pool. Each is run along the whole history once; every state holds what was known by then alone. */
export type Rule =
  | {
      id: string;
      kind: 'level';
      /** weight of a period relative to the next newer one */ memory: number;
      season: boolean;
    }
  | { id: string; kind: 'robust'; memory: number; excess: number }
  | { id: string; kind: 'trend'; level: number; slope: number; damping: number }
  | { id: string; kind: 'tsb'; size: number; probability: number }
  | { id: string; kind: 'launch' };

const level = (memory: number, season = false): Rule => ({
  id: `${season ? 'season_' : ''}level_${memory}`,
  kind: 'level',
  memory,
  season,
});

/** The rule every loss is measured against: all periods alike. */
export const MEAN_RULE = 'level_1';

/**
 * A small pool is enough when it is varied: levels that remember everything down to hardly more than the newest period; levels that
 * one large period does not carry away; a damped trend; levels over the season of the category; TSB for demand that comes now
 * and then (it fades for an item that stops, which SBA does not); the launch profile for new items.
 */
export const RULES: readonly Rule[] = [
  level(1),
  level(0.98),
  level(0.95),
  level(0.9),
  level(0.8),
  level(0.6),
  level(0.3),
  { id: 'trend', kind: 'trend', level: 0.2, slope: 0.1, damping: 0.9 },
  level(1, true),
  level(0.97, true),
  level(0.9, true),
  level(0.8, true),
  { id: 'robust_0.95', kind: 'robust', memory: 0.95, excess: 0.5 },
  { id: 'robust_0.8', kind: 'robust', memory: 0.8, excess: 0.5 },
  { id: 'robust_0.6', kind: 'robust', memory: 0.6, excess: 0.5 },
  { id: 'tsb_0.5', kind: 'tsb', size: 0.5, probability: 0.5 },
  { id: 'tsb_0.3', kind: 'tsb', size: 0.3, probability: 0.3 },
  { id: 'tsb_0.2', kind: 'tsb', size: 0.2, probability: 0.2 },
  { id: 'tsb_0.1', kind: 'tsb', size: 0.1, probability: 0.1 },
  { id: 'launch', kind: 'launch' },
];

/** How a rule is called in words and on the sheet. */
export type RuleFamily = 'mean' | 'smoothing' | 'trend' | 'seasonal' | 'intermittent' | 'launch' | 'robust';

export function familyOf(rule: Rule): RuleFamily {
  switch (rule.kind) {
    case 'level':
      if (rule.season) return 'seasonal';
      return rule.memory >= 0.98 ? 'mean' : 'smoothing';
    case 'robust':
      return 'robust';
    case 'trend':
      return 'trend';
    case 'launch':
      return 'launch';
    default:
      return 'intermittent';
  }
}
