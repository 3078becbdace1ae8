import { addDays, businessDate } from '../../tables/weeks';
import { MODEL_WORDS, TIER_WORDS, type Language } from '../../tables';
import { renderExplanation, renderSentence } from '../../messages/plan-texts';
import { MODEL_OF_TIER } from '../../planning/tiering';
import type { PlanResult, Tier, TierMemory } from '../../planning/types';
import type { SessionContext } from './context';
import { figure, text, toRecords } from './records';
import type { TierBoard, TierLine } from './tier-types';
import type { PlanRecord } from './types';

/** A SKU as the page sorts it, from the plan or from the sheet. */
interface Standing {
  line: TierLine;
  model: string;
  locked: boolean;
  gate: string | null;
  gateWhy: string;
  heading: Tier | null;
  headingWeeks: number;
  movesWhen: string;
  /** most urgent first */
  rank: number;
}

const isTier = (code: string | null): code is Tier => code !== null && code in MODEL_OF_TIER;
const TIERS = Object.keys(TIER_WORDS) as Tier[];
const MODELS = Object.keys(MODEL_WORDS);
/** Without a plan before to compare with, what moved in the days before the data is shown. */
const LATELY_DAYS = 7;

/** The tiers of the plan made in this pane, else of the Tiers sheet; null: neither is there. */
export async function tierBoard(context: SessionContext): Promise<TierBoard | null> {
  const { plan, language } = context.state;
  if (plan) {
    const memory = context.basis?.input.tierMemory ?? [];
    return boardOf(fromPlan(plan, language), { source: 'plan', asOf: plan.asOf, before: memory });
  }
  if (!context.hasTable('TW_Tiers')) return null;
  const sheet = (await context.ports.workbook.readTables(['TW_Tiers'])).get('TW_Tiers');
  if (!sheet) return null;
  const asOf = sheet.stamp ? businessDate(sheet.stamp.dataTime) : null;
  return boardOf(fromSheet(toRecords(sheet)), { source: 'sheet', asOf, before: [] });
}

function fromPlan(plan: PlanResult, language: Language): Standing[] {
  const ranks = new Map<string, { rank: number; name: string | null }>();
  for (const { sku_id, rank, name } of plan.rows) {
    if (rank < (ranks.get(sku_id)?.rank ?? Infinity)) ranks.set(sku_id, { rank, name });
  }
  return plan.tiers.map((tier) => {
    const row = ranks.get(tier.sku_id);
    return {
      line: {
        sku: tier.sku_id,
        name: row?.name ?? null,
        tier: tier.tier,
        other: null,
        since: tier.since,
        weeks: null,
        why: renderSentence(tier.reason, language),
      },
      model: tier.model,
      locked: tier.locked,
      gate: tier.gate,
      gateWhy: renderExplanation(tier.gateReasons, language),
      heading: tier.heading,
      headingWeeks: tier.headingWeeks,
      movesWhen: renderExplanation(tier.movesWhen, language),
      rank: row?.rank ?? Infinity,
    };
  });
}

function fromSheet(records: readonly PlanRecord[]): Standing[] {
  return records.flatMap((record, rank): Standing[] => {
    const sku = text(record.sku_id);
    const tier = text(record.tier);
    if (!sku || !isTier(tier)) return [];
    const heading = text(record.heading);
    return [
      {
        line: {
          sku,
          name: text(record.name),
          tier,
          other: null,
          since: text(record.since),
          weeks: null,
          why: text(record.reason) ?? '',
        },
        model: text(record.model) ?? MODEL_OF_TIER[tier],
        locked: text(record.lock_by) !== null || text(record.lock_why) !== null,
        gate: text(record.gate),
        gateWhy: text(record.gate_reason) ?? '',
        heading: isTier(heading) ? heading : null,
        headingWeeks: figure(record.heading_weeks) ?? 0,
        movesWhen: text(record.moves_when) ?? '',
        rank,
      },
    ];
  });
}

interface Frame {
  source: TierBoard['source'];
  asOf: string | null;
  before: readonly TierMemory[];
}

function boardOf(all: Standing[], { source, asOf, before }: Frame): TierBoard {
  const standings = [...all].sort((a, b) => a.rank - b.rank || (a.line.sku < b.line.sku ? -1 : 1));
  const counts = TIERS.flatMap((tier) =>
    MODELS.map((model) => ({
      tier,
      model,
      skus: standings.filter((standing) => standing.line.tier === tier && standing.model === model).length,
    })),
  ).filter(({ skus }) => skus > 0);
  const memory = new Map(before.map(({ sku_id, tier }) => [sku_id, tier]));
  const sinceLastPlan = memory.size > 0;
  const from = asOf === null ? null : addDays(asOf, -LATELY_DAYS);
  const moved = standings.flatMap(({ line }): TierLine[] => {
    const was = memory.get(line.sku);
    if (sinceLastPlan) return was !== undefined && was !== line.tier ? [{ ...line, other: was }] : [];
    return from !== null && line.since !== null && line.since > from ? [line] : [];
  });
  const gated = (gate: string): TierLine[] =>
    standings.filter((standing) => standing.gate === gate).map(({ line, gateWhy }) => ({ ...line, why: gateWhy }));
  return {
    source,
    asOf,
    total: standings.length,
    counts,
    locked: standings.filter(({ locked }) => locked).length,
    moved,
    sinceLastPlan,
    heading: standings
      .filter(({ heading }) => heading !== null)
      .map(({ line, heading, headingWeeks, movesWhen }) => ({
        ...line,
        other: heading,
        weeks: headingWeeks,
        why: movesWhen || line.why,
      })),
    closed: gated('closed'),
    capped: gated('capped'),
  };
}
