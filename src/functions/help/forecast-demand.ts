import { accuracy, knownPairs, seasonalDifferences, type AccuracyMetric } from '../../planning/accuracy';
import type { CandidateFamily } from '../../planning/forecast-candidates';
import type { ForecastMethod, SeriesForecast } from '../../planning/forecast-series';
import { known, mean, sum } from '../../planning/statistics';
import { ACCURACY, FORECASTDEMAND, forecastOf } from '../forecast-demand';
import { Fault } from '../engine';
import type { Text } from '../words/types';
import { help, type FamilyHelp, type Step } from './types';

type Format = (value: number) => string;

const both = (text: string): Text => ({ en: text, zh: text });
const percent = (share: number, format: Format): string => `${format(share * 100)}%`;

const FAMILY: Record<CandidateFamily, Text> = {
  mean: { en: 'Means of the newest 8 to 52 and of all periods', zh: '最近 8 至 52 期及全部各期的均值' },
  smoothing: { en: 'Exponential smoothing', zh: '指数平滑' },
  robust: { en: 'Levels that one large period does not carry away', zh: '不受单期大单左右的水平' },
  trend: { en: 'Trends, damped and straight', zh: '趋势（阻尼与直线）' },
  intermittent: { en: 'Intermittent demand: SBA, TSB', zh: '间断需求：SBA、TSB' },
  seasonal: { en: 'Seasonal rules', zh: '季节规则' },
};

const STATE: Record<keyof SeriesForecast['states'], Text> = {
  level: { en: 'Level at the end of the history', zh: '历史末的水平' },
  trend: { en: 'Trend per period', zh: '每期趋势' },
  size: { en: 'Size of a demand', zh: '每次需求量' },
  interval: { en: 'Periods between demands', zh: '需求间隔期数' },
  probability: { en: 'Probability of demand in a period', zh: '一期有需求的概率' },
};

/** How the level of a method comes about, in general notation. */
const RULE: Record<ForecastMethod, string> = {
  auto: 'Σ wᵢ·fᵢ, wᵢ ∝ (min RMSE / RMSEᵢ)ᵏ',
  croston: 'z / p',
  sba: 'z / p · (1 − α/2)',
  sbj: 'z / p · (1 − α/(2 − α))',
  tsb: 'p · z',
  ses: 'l ← α·y + (1 − α)·l',
  holt: 'l + h·b',
  'hw-add': 'l + h·b + s',
  'hw-mul': '(l + h·b) · s',
  mean: 'Σy / n',
  naive: 'y₋₁',
  snaive: 'y₋ₘ',
};

function forecastSteps(method: ForecastMethod, forecast: SeriesForecast, format: Format): Step[] {
  const { weights, states, auto, promotion, periods } = forecast;
  const steps: Step[] = [];
  for (const { family, weight } of auto?.weights ?? [])
    steps.push({ name: FAMILY[family], expression: percent(weight, format), value: weight });
  for (const [symbol, weight] of [
    ['α', weights.alpha],
    ['β', weights.beta],
    ['γ', weights.gamma],
  ] as const)
    if (weight !== null) steps.push({ name: both(symbol), expression: format(weight), value: weight });
  for (const [name, value] of Object.entries(states))
    steps.push({ name: STATE[name as keyof typeof STATE], expression: format(value), value });
  if (promotion && promotion.uplift !== null)
    steps.push({
      name: {
        en: `Uplift, from ${promotion.periods} promotion periods`,
        zh: `大促增幅，取自 ${promotion.periods} 个大促期`,
      },
      expression: `× ${format(promotion.uplift)}`,
      value: promotion.uplift,
    });
  else if (promotion)
    steps.push({
      name: { en: 'Added by a whole period of promotion', zh: '整期大促增加' },
      expression: `+ ${format(promotion.extra)}`,
      value: promotion.extra,
    });
  steps.push({ name: { en: 'First period ahead', zh: '下一期' }, expression: RULE[method], value: periods[0] ?? 0 });
  return steps;
}

/** The formula of the method with its numbers put in. */
function filledForecast(method: ForecastMethod, forecast: SeriesForecast, format: Format): Text {
  const { weights, states, auto, promotion, periods } = forecast;
  const { level = 0, trend = 0, size = 0, interval = 0, probability = 0 } = states;
  const alpha = format(weights.alpha ?? 0);
  const line = `${format(level)} + h·${format(trend)}`;
  const ratio = `${format(size)} / ${format(interval)}`;
  const first = `${periods.slice(0, 4).map(format).join(', ')}${periods.length > 4 ? ', …' : ''}`;
  const formulas: Record<ForecastMethod, string> = {
    auto: first,
    croston: ratio,
    sba: `${ratio} · (1 − ${alpha}/2)`,
    sbj: `${ratio} · (1 − ${alpha}/(2 − ${alpha}))`,
    tsb: `${format(probability)} · ${format(size)}`,
    ses: format(level),
    holt: line,
    'hw-add': `${line} + s`,
    'hw-mul': `(${line}) · s`,
    mean: format(level),
    naive: format(level),
    snaive: first,
  };
  const mix = (language: 'en' | 'zh'): string =>
    auto
      ? auto.weights.map(({ family, weight }) => `${percent(weight, format)} ${FAMILY[family][language]}`).join(' + ')
      : formulas[method];
  const uplift = promotion?.uplift ?? null;
  const lifted = (base: string, share: string): string =>
    promotion && promotion.periods > 0
      ? uplift === null
        ? `${base} + ${format(promotion.extra)}·${share}`
        : `(${base}) · (1 + ${format(uplift - 1)}·${share})`
      : base;
  return { en: lifted(mix('en'), 'share'), zh: lifted(mix('zh'), '占比') };
}

function forecastWords(method: ForecastMethod, forecast: SeriesForecast, format: Format): Text {
  const { auto, promotion, periods } = forecast;
  if (periods.every((value) => value === 0))
    return {
      en: 'Nothing is expected to sell. Demand in newer periods would change that.',
      zh: '预计没有需求。以后各期有了需求才会改变。',
    };
  const a = format(mean(periods) ?? 0);
  const promotionWords: Text =
    promotion && promotion.periods > 0
      ? {
          en: ' Promotions were taken out of the history first and put back where future_promo has them.',
          zh: '先从历史中剔除大促，再按今后大促加回。',
        }
      : { en: '', zh: '' };
  const lead: Text = { en: `On average ${a} a period.`, zh: `平均每期 ${a}。` };
  const why: Text =
    auto && auto.origins > 0
      ? {
          en: ` The rules count by how they would have forecast this history from ${auto.origins} earlier dates; a break in demand would shift the weights.`,
          zh: `各规则的权重取决于它们从 ${auto.origins} 个过去时点预测本段历史的误差；需求有变，权重随之变。`,
        }
      : auto
        ? {
            en: ' The history is too short to compare rules, so they count alike. More periods would let the data choose.',
            zh: '历史太短，无法比较规则，所以等权。期数多些才能由数据选择。',
          }
        : {
            en: ` The method ${method} was asked for; auto would let the history decide.`,
            zh: `按指定方法 ${method} 计算；用 auto 可由历史决定。`,
          };
  return { en: lead.en + why.en + promotionWords.en, zh: lead.zh + why.zh + promotionWords.zh };
}

const METRIC: Record<AccuracyMetric, { formula: string; words: (value: string) => Text }> = {
  wape: {
    formula: 'Σ|a − f| / Σ|a|',
    words: (value) => ({
      en: `The errors add up to ${value} of demand. WAPE flatters forecasts of 0 for items that seldom sell.`,
      zh: `误差合计是需求的 ${value}。对很少卖的商品，WAPE 会偏袒预测为 0。`,
    }),
  },
  bias: {
    formula: 'Σ(a − f) / Σa',
    words: (value) => ({
      en: `Signed errors add up to ${value} of demand: above 0 too little was forecast, below 0 too much.`,
      zh: `有正负的误差合计是需求的 ${value}：大于 0 预测偏低，小于 0 偏高。`,
    }),
  },
  mae: {
    formula: 'Σ|a − f| / n',
    words: (value) => ({ en: `A period was off by ${value} units on average.`, zh: `平均每期偏差 ${value} 件。` }),
  },
  rmse: {
    formula: '√(Σ(a − f)² / n)',
    words: (value) => ({
      en: `Typical error ${value} units, large ones weighing more. Safety stock is built on this figure.`,
      zh: `典型误差 ${value} 件，大误差权重更大。安全库存以此为据。`,
    }),
  },
  mase: {
    formula: '(Σ|a − f| / n) / (Σ|yₜ − yₜ₋ₘ| / k)',
    words: (value) => ({
      en: `The error is ${value} times that of repeating the last season in the history. Under 1 the forecast was worth it.`,
      zh: `误差是朴素预测在历史中误差的 ${value} 倍。小于 1 说明预测有用。`,
    }),
  },
  rmsse: {
    formula: '√((Σ(a − f)² / n) / (Σ(yₜ − yₜ₋ₘ)² / k))',
    words: (value) => ({
      en: `The root mean square error is ${value} times that of the naive forecast in the history. Under 1 the forecast was worth it.`,
      zh: `均方根误差是朴素预测在历史中的 ${value} 倍。小于 1 说明预测有用。`,
    }),
  },
  mape: {
    formula: 'Σ(|a − f| / |a|) / n',
    words: (value) => ({
      en: `A period was off by ${value} of its demand on average. Small periods weigh as much as large ones.`,
      zh: `平均每期偏差是当期需求的 ${value}。小的期与大的期权重相同。`,
    }),
  },
  pinball: {
    formula: 'Σ max(τ·(a − f), (1 − τ)·(f − a)) / n',
    words: (value) => ({
      en: `Loss of ${value} units a period. Smaller is better; it is least for the true quantile.`,
      zh: `每期损失 ${value} 件，越小越好；真实分位数的损失最小。`,
    }),
  },
};

const SHARES: readonly AccuracyMetric[] = ['wape', 'bias', 'mape'];

export const forecastDemandHelp: FamilyHelp = {
  FORECASTDEMAND: help(FORECASTDEMAND, {
    formula: {
      en: 'auto: Σ wᵢ·fᵢ with wᵢ by rolling back-test; croston: z/p; sba: ·(1 − α/2); sbj: ·(1 − α/(2 − α)); tsb: p·z; ses: l; holt: l + h·b; hw: l + h·b + s or (l + h·b)·s; with promo: baseline·(1 + (uplift − 1)·share)',
      zh: 'auto：Σ wᵢ·fᵢ，权重来自滚动回测；croston：z/p；sba：·(1 − α/2)；sbj：·(1 − α/(2 − α))；tsb：p·z；ses：l；holt：l + h·b；hw：l + h·b + s 或 (l + h·b)·s；有大促：基线·(1 + (增幅 − 1)·占比)',
    },
    source: both(
      'Croston (1972); Syntetos & Boylan (2005); Shale, Boylan & Johnston (2006); Teunter, Syntetos & Babai (2011); Hyndman & Athanasopoulos, fpp3; Bates & Granger (1969); Tashman (2000)',
    ),
    example:
      'FORECASTDEMAND({21,17,24,19,52,20,23,18,25,22,61,24,26,23},4,"auto",1,,,,{0,0,0,0,1,0,0,0,0,0,1,0,0,0},{0,0,1,0})',
    explain: ({ values, format }) => {
      const [, , method] = values;
      const forecast = forecastOf(...values);
      if (forecast instanceof Fault) return { filled: '–', steps: [], words: both('–') };
      return {
        filled: filledForecast(method, forecast, format),
        steps: forecastSteps(method, forecast, format),
        words: forecastWords(method, forecast, format),
      };
    },
  }),

  ACCURACY: help(ACCURACY, {
    formula: both(
      'wape Σ|a − f| / Σ|a|; bias Σ(a − f) / Σa; mae Σ|a − f| / n; rmse √(Σ(a − f)² / n); mase, rmsse: / naive',
    ),
    source: both('Hyndman & Koehler (2006), Int. J. Forecasting 22:679; Hyndman & Athanasopoulos, fpp3 §5.8'),
    example: 'ACCURACY({38,41,0,47,44},{40,40,10,42,45})',
    explain: ({ values: [actual, forecast, metric, training, seasonLength], format }) => {
      const pairs = knownPairs(actual, forecast);
      const quantile = training?.[0] ?? 0.5;
      const value = accuracy(pairs, metric, { training: training ?? [], seasonLength, quantile }) ?? 0;
      const text = SHARES.includes(metric) ? percent(value, format) : format(value);
      const { formula, words } = METRIC[metric];
      const steps: Step[] = [
        {
          name: { en: 'Periods known on both sides', zh: '两边都已知的期数' },
          expression: `${pairs.length} / ${actual.length}`,
          value: pairs.length,
        },
        {
          name: { en: 'Sum of actuals', zh: '实际合计' },
          expression: 'Σa',
          value: sum(pairs.map((pair) => pair.actual)),
        },
        {
          name: { en: 'Sum of absolute errors', zh: '绝对误差合计' },
          expression: 'Σ|a − f|',
          value: sum(pairs.map((pair) => Math.abs(pair.actual - pair.forecast))),
        },
      ];
      if (metric === 'mase' || metric === 'rmsse') {
        const differences = seasonalDifferences(training ?? [], seasonLength);
        steps.push({
          name: { en: 'Seasonal differences in the training data', zh: '训练数据的季节差分' },
          expression: `${differences.length} / ${known(training ?? []).length}`,
          value: mean(differences.map(Math.abs)) ?? 0,
        });
      }
      steps.push({ name: both(metric), expression: formula, value });
      return { filled: `${metric} = ${text}`, steps, words: words(text) };
    },
  }),
};
