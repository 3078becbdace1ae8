import { createHash } from 'node:crypto';
import type { BrandInfo, ProposalBody, ProposalConflict, ProposalLineBody, SendAnswer, SendBody } from '../../tables';
import { ApiProblem } from '../api/problems';
import type { Sql, Store } from '../store';
import { recordEvent, type Actor } from './events';
import { proposalInfos } from './infos';

const EXAMPLES = 20;
/** Proposals the sample brand keeps: everybody may send to it. */
export const SAMPLE_PROPOSALS_KEPT = 500;

const SEPARATOR = '\u001f';
const lineKey = (line: { sku_id: string; warehouse_id: string }): string =>
  `${line.sku_id}${SEPARATOR}${line.warehouse_id}`;
const nameOf = (line: { sku_id: string; warehouse_id: string }): string =>
  [line.sku_id, line.warehouse_id].filter(Boolean).join(' · ');

const refused = (en: string, zh: string): ApiProblem => new ApiProblem('proposal_refused', { en, zh });

function checkRepeats(body: SendBody): void {
  const keys = new Set<string>();
  const ids = new Set<string>();
  for (const { id, lines } of body.proposals) {
    if (ids.has(id)) throw refused(`The id ${id} is there twice.`, `标识 ${id} 出现两次。`);
    ids.add(id);
    for (const line of lines) {
      const key = lineKey(line);
      if (keys.has(key)) {
        throw refused(
          `${nameOf(line)} is there twice. Each SKU and warehouse may be there once.`,
          `${nameOf(line)} 出现两次。每个货号与仓库的组合只能出现一次。`,
        );
      }
      keys.add(key);
    }
  }
}

/** Which codes the brand's data know; without a list of warehouses any will do. */
async function knownCodes(sql: Sql, brandId: string) {
  const rows = await sql.query<{ sku_id: string; supplier_id: string | null }>(
    'SELECT sku_id, supplier_id FROM sku WHERE brand_id = $1',
    [brandId],
  );
  const places = await sql.query<{ warehouse_id: string }>('SELECT warehouse_id FROM warehouse WHERE brand_id = $1', [
    brandId,
  ]);
  const skus = new Set(rows.map(({ sku_id }) => sku_id));
  const warehouses = new Set(places.map(({ warehouse_id }) => warehouse_id));
  return {
    suppliers: new Set(rows.flatMap(({ supplier_id }) => supplier_id ?? [])),
    knows: (line: ProposalLineBody): boolean =>
      skus.has(line.sku_id) && (warehouses.size === 0 || line.warehouse_id === '' || warehouses.has(line.warehouse_id)),
  };
}

/** What tells these lines from any others under the same id. */
const contentOf = ({ supplier_id, lines }: ProposalBody): string =>
  createHash('sha256')
    .update(JSON.stringify([supplier_id, ...lines.map((line) => [lineKey(line), line.qty]).sort()]))
    .digest('hex');

/** Lines that a proposal unknown to the sender asks for too and that still stands. */
async function conflictsOf(
  sql: Sql,
  brandId: string,
  lines: readonly ProposalLineBody[],
  { seen, known }: Pick<SendBody, 'seen' | 'known'>,
): Promise<ProposalConflict[]> {
  const theirs = await sql.query<ProposalConflict['theirs'] & { sku_id: string; warehouse_id: string }>(
    `SELECT DISTINCT ON (l.sku_id, l.warehouse_id) l.sku_id, l.warehouse_id, l.number, l.qty, l.state, p.sent_by, p.sent_at
       FROM proposal_line l
       JOIN proposal p ON p.brand_id = l.brand_id AND p.number = l.number
       JOIN unnest($3::text[], $4::text[]) AS mine(sku_id, warehouse_id)
         ON mine.sku_id = l.sku_id AND mine.warehouse_id = l.warehouse_id
      WHERE l.brand_id = $1 AND l.number > $2 AND l.number <> ALL($5::int[]) AND l.state NOT IN ('refused', 'withdrawn')
      ORDER BY l.sku_id, l.warehouse_id, l.number DESC`,
    [brandId, seen, lines.map(({ sku_id }) => sku_id), lines.map(({ warehouse_id }) => warehouse_id), known],
  );
  const mine = new Map(lines.map((line) => [lineKey(line), line.qty]));
  return theirs.map(({ sku_id, warehouse_id, ...their }) => ({
    sku_id,
    warehouse_id,
    qty: mine.get(lineKey({ sku_id, warehouse_id })) ?? 0,
    theirs: their,
  }));
}

async function insertLines(sql: Sql, brandId: string, number: number, lines: readonly ProposalLineBody[]) {
  const column = <K extends keyof ProposalLineBody>(id: K) => lines.map((line) => line[id]);
  await sql.query(
    `INSERT INTO proposal_line (brand_id, number, line, sku_id, warehouse_id, qty, recommended_qty, order_by, arrives, value,
                                decided_by, decided_on, state)
     SELECT $1, $2, line, sku_id, warehouse_id, qty, recommended_qty, order_by, arrives, value, decided_by, decided_on, 'sent'
       FROM unnest($3::text[], $4::text[], $5::numeric[], $6::numeric[], $7::date[], $8::date[], $9::numeric[], $10::text[],
                   $11::date[]) WITH ORDINALITY
         AS u(sku_id, warehouse_id, qty, recommended_qty, order_by, arrives, value, decided_by, decided_on, line)`,
    [
      brandId,
      number,
      column('sku_id'),
      column('warehouse_id'),
      column('qty'),
      column('recommended_qty'),
      column('order_by'),
      column('arrives'),
      column('value'),
      column('decided_by'),
      column('decided_on'),
    ],
  );
}

/** A proposal of this id that still stands, whole or in part; one refused or withdrawn altogether may be sent anew. */
async function standing(sql: Sql, brandId: string, id: string): Promise<{ number: number; content: string } | null> {
  const rows = await sql.query<{ number: number; content: string }>(
    `SELECT p.number, p.content FROM proposal p
      WHERE p.brand_id = $1 AND p.client_id = $2 AND EXISTS (
        SELECT 1 FROM proposal_line l
         WHERE l.brand_id = p.brand_id AND l.number = p.number AND l.state NOT IN ('refused', 'withdrawn'))
      ORDER BY p.number DESC LIMIT 1`,
    [brandId, id],
  );
  return rows[0] ?? null;
}

/**
 * Stores accepted lines as purchase proposals, all of a sending or none. A proposal whose id stands already is not stored
 * again, so that a sending whose answer was lost can be repeated. Lines of unknown SKUs or warehouses are left out and named.
 * @throws ApiProblem proposal_refused; proposal_conflict when proposals the sender does not know ask for the same SKU and warehouse
 */
export async function sendProposals(
  store: Store,
  brand: BrandInfo,
  body: SendBody,
  { sender, now }: { sender: Actor; now: Date },
): Promise<SendAnswer> {
  const brandId = brand.brand_id;
  checkRepeats(body);
  return store.transaction(async (sql): Promise<SendAnswer> => {
    // held to the end of the transaction: of two senders the second sees what the first has sent
    await sql.query('SELECT 1 FROM brand WHERE brand_id = $1 FOR UPDATE', [brandId]);
    const { knows, suppliers } = await knownCodes(sql, brandId);
    const all = body.proposals.flatMap(({ lines }) => lines);
    const unknown = all.filter((line) => !knows(line));
    const leftOut = {
      count: unknown.length,
      examples: unknown.slice(0, EXAMPLES).map(nameOf),
      lines: unknown.map(({ sku_id, warehouse_id }) => ({ sku_id, warehouse_id })),
    };
    if (unknown.length === all.length) {
      const some = leftOut.examples.slice(0, 3);
      throw refused(
        `None of its ${all.length} lines is in the data of "${brandId}" (${some.join(', ')}). Refresh the sheets, then send again.`,
        `其中 ${all.length} 行都不在“${brandId}”的数据中（${some.join('、')}）。请刷新表格后重新提交。`,
      );
    }
    const wanted = body.proposals
      .map((proposal) => ({ ...proposal, content: contentOf(proposal), lines: proposal.lines.filter(knows) }))
      .filter(({ lines }) => lines.length > 0);
    const before = new Map<string, number>();
    for (const { id, content } of wanted) {
      const found = await standing(sql, brandId, id);
      if (!found) continue;
      if (found.content !== content) {
        throw refused(
          `The id ${id} belongs to other lines that were sent before. Give new lines a new id.`,
          `标识 ${id} 已用于先前提交的其他行。新的行请使用新标识。`,
        );
      }
      before.set(id, found.number);
    }
    const fresh = wanted.filter(({ id }) => !before.has(id));
    const conflicts = await conflictsOf(
      sql,
      brandId,
      fresh.flatMap(({ lines }) => lines),
      body,
    );
    if (conflicts.length > 0) throw new ApiProblem('proposal_conflict', String(conflicts.length), { conflicts });

    const [{ last } = { last: 0 }] = await sql.query<{ last: number }>(
      'SELECT coalesce(max(number), 0) AS last FROM proposal WHERE brand_id = $1',
      [brandId],
    );
    const numbers = new Map(before);
    for (const [at, proposal] of fresh.entries()) {
      const number = last + at + 1;
      numbers.set(proposal.id, number);
      // the sample is open to everybody: only codes its own data hold get into it
      const known = proposal.supplier_id !== null && (!brand.sample || suppliers.has(proposal.supplier_id));
      await sql.query(
        `INSERT INTO proposal (brand_id, number, client_id, content, supplier_id, currency, plan_version, cut, data_time,
                               sent_at, sent_by, sent_with)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)`,
        [
          brandId,
          number,
          proposal.id,
          proposal.content,
          known ? proposal.supplier_id : null,
          body.currency,
          body.plan_version,
          body.cut,
          body.data_time,
          now.toISOString(),
          sender.by,
          sender.with,
        ],
      );
      await insertLines(sql, brandId, number, proposal.lines);
      const event = { ...sender, at: now.toISOString(), state: 'sent' as const, lines: proposal.lines.length };
      await recordEvent(sql, { brandId, number }, { ...event, note: null });
    }
    if (brand.sample) {
      await sql.query('DELETE FROM proposal WHERE brand_id = $1 AND number <= $2', [
        brandId,
        last + fresh.length - SAMPLE_PROPOSALS_KEPT,
      ]);
    }
    const infos = await proposalInfos(sql, brandId, { numbers: [...numbers.values()] });
    return {
      proposals: wanted.flatMap(({ id }) => {
        const info = infos.find(({ number }) => number === numbers.get(id));
        return info ? [{ ...info, created: !before.has(id) }] : [];
      }),
      left_out: leftOut,
    };
  });
}
