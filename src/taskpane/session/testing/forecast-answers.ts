import type {
  AccuracyGroup,
  AccuracyRow,
  ForecastAccuracyReport,
  ForecastDrift,
  ForecastHistory,
  ForecastVersionInfo,
} from '../../../tables';
import type { FakeService } from './fake-service';

export const accuracyRow = (group: string, changes: Partial<AccuracyRow> = {}): AccuracyRow => ({
  group,
  sku_id: null,
  warehouse_id: null,
  pairs: 120,
  wape: 0.22,
  bias: 0.05,
  mase: 0.82,
  rmsse: 0.91,
  pinball: 12.4,
  coverage: 0.78,
  statistical_wape: 0.25,
  overridden_pairs: 0,
  value_added: null,
  tracking_signal: null,
  alert: false,
  ...changes,
});

const itemRow = (sku: string, changes: Partial<AccuracyRow>): AccuracyRow =>
  accuracyRow(`${sku} NGB`, { sku_id: sku, warehouse_id: 'NGB', pairs: 12, ...changes });

/** Two items run away from their forecast; the cheaper one comes first as the service ranks them, by its errors. */
export const ACCURACY: Record<AccuracyGroup, AccuracyRow[]> = {
  all: [accuracyRow('all', { pairs: 420, overridden_pairs: 6, value_added: 0.04 })],
  class: [accuracyRow('erratic', { wape: 0.41, bias: -0.08 }), accuracyRow('smooth', { wape: 0.18 })],
  horizon: [accuracyRow('1', { wape: 0.2 }), accuracyRow('4', { wape: 0.26 }), accuracyRow('13', { wape: 0.34 })],
  version: [accuracyRow('2', { wape: 0.21 }), accuracyRow('1', { wape: 0.24, pinball: null, coverage: null })],
  item: [
    itemRow('22752', { wape: 0.9, bias: -0.6, tracking_signal: -5.2, alert: true }),
    itemRow('84029G', { wape: 0.3, bias: 0.28, tracking_signal: 6, alert: true }),
    itemRow('85123A', { wape: 1.4, tracking_signal: 1.1 }),
  ],
};

export const version = (number: number, changes: Partial<ForecastVersionInfo> = {}): ForecastVersionInfo => ({
  version: number,
  made_at: `2026-11-${15 + 8 * (number - 1)}T01:20:00Z`,
  made_by: 'planning desk',
  cut: `cut${number}`,
  data_time: `2026-11-${15 + 8 * (number - 1)}T01:12:00Z`,
  last_week: number === 1 ? '2026-11-09' : '2026-11-16',
  weeks: 13,
  rows: 824,
  settings: { service_level: 0.9, review_days: 7, engine: '1.0' },
  overrides: number === 1 ? 0 : 3,
  ...changes,
});

export const DRIFT: ForecastDrift = {
  version: version(2),
  against: version(1),
  weeks: ['2026-11-23', '2026-11-30'],
  total_before: 38_500,
  total_after: 39_120,
  statistical_before: 38_500,
  statistical_after: 38_400,
  change: 0.08,
  common: 820,
  appeared: { items: 4, total: 90 },
  disappeared: { items: 0, total: 0 },
  items: [
    {
      sku_id: '84029G',
      warehouse_id: 'NGB',
      demand_class: 'smooth',
      before: 560,
      after: 800,
      statistical_before: 560,
      statistical_after: 565,
    },
    {
      sku_id: '22752',
      warehouse_id: 'NGB',
      demand_class: 'lumpy',
      before: 120,
      after: 60,
      statistical_before: 120,
      statistical_after: 60,
    },
  ],
  more: 0,
};

/** Six weeks, each forecast one week ahead by a version of its own; sales lay above it in the newest four. */
export const HISTORY: ForecastHistory = {
  sku_id: '84029G',
  warehouse_id: 'NGB',
  cut: 'cut2',
  actual: [
    { week: '2026-10-12', quantity: 270 },
    { week: '2026-10-19', quantity: 250 },
    { week: '2026-10-26', quantity: 330 },
    { week: '2026-11-02', quantity: 300 },
    { week: '2026-11-09', quantity: 820 },
    { week: '2026-11-16', quantity: 320 },
  ],
  versions: ['2026-11-09', '2026-11-02', '2026-10-26', '2026-10-19', '2026-10-12', '2026-10-05'].map(
    (last_week, at) => ({
      version: 6 - at,
      made_at: `${last_week}T01:20:00Z`,
      made_by: null,
      last_week,
      demand_class: 'smooth',
      method: 'ses',
      weeks: [280, 281, 282],
      statistical: [280, 281, 282],
      lows: [],
      highs: [],
    }),
  ),
  accuracy: itemRow('84029G', { wape: 0.3, bias: 0.28, tracking_signal: 6, alert: true }),
  limit: 4,
};

/** The data service with a season of stored forecasts; `answers` replaces some of it. */
export function forecastFetch(
  service: FakeService,
  answers: { versions?: ForecastVersionInfo[]; accuracy?: Partial<typeof ACCURACY> | 'away' | 'broken' } = {},
): typeof fetch {
  const json = (body: unknown): Response =>
    new Response(JSON.stringify(body), { headers: { 'content-type': 'application/json' } });
  const versions = answers.versions ?? [version(2), version(1)];
  return async (input, init) => {
    const url = new URL(String(input));
    const what = /\/forecasts(?:\/(\w+))?$/.exec(url.pathname);
    if (!what || init?.method === 'POST') return service.fetch(input, init);
    switch (what[1]) {
      case undefined:
        return json({ versions, kept: 60 });
      case 'drift':
        return json({ ...DRIFT });
      case 'history':
        return json({ ...HISTORY, sku_id: url.searchParams.get('sku') });
      default: {
        if (answers.accuracy === 'away') throw new TypeError('Failed to fetch');
        if (answers.accuracy === 'broken') {
          const problem = { type: 'about:blank', title: 'internal', status: 500, code: 'internal', detail: 'internal' };
          return new Response(JSON.stringify(problem), {
            status: 500,
            headers: { 'content-type': 'application/problem+json' },
          });
        }
        const by = (url.searchParams.get('by') ?? 'all') as AccuracyGroup;
        const rows = { ...ACCURACY, ...answers.accuracy }[by];
        const report: ForecastAccuracyReport = {
          by,
          cut: 'cut1',
          last_week: '2026-11-16',
          versions: versions.length,
          limit: 4,
          alerts: ACCURACY.item.filter(({ alert }) => alert).length,
          rows,
          more: by === 'item' ? 7 : 0,
        };
        return json(report);
      }
    }
  };
}
