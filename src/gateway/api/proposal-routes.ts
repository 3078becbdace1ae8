import type { Context, Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import type { z } from 'zod';
import type { BrandInfo, SendBody } from '../../tables';
import { maySend, type Access } from '../access-keys';
import { answerProposal, findProposal, listProposals, noProposal, readProposal, sendProposals } from '../proposals';
import type { ForecastRouteTools } from './forecast-routes';
import { ApiProblem } from './problems';
import { answerBody, numberParameter, proposalQuery, proposalsQuery, sendBody, withdrawBody } from './proposal-schemas';
import { ROUTES } from './routes';

const MEGABYTE = 1024 * 1024;
const LARGEST = 16 * MEGABYTE;
/** Without an access key (the sample brand). */
const LARGEST_WITHOUT_KEY = 2 * MEGABYTE;
const NO_STORE = { 'Cache-Control': 'no-store' };

/** A name, not a sentence: no message of anybody's gets into a brand that everybody may read. */
const NAME = /^[\p{L}\p{N}][\p{L}\p{N} .'’·-]{0,39}$/u;
const nameOnly = (text: string | null): string | null => (text !== null && NAME.test(text) ? text : null);

/** Of strangers only names and numbers are kept. */
const withoutWords = (body: SendBody): SendBody => ({
  ...body,
  sent_by: nameOnly(body.sent_by),
  proposals: body.proposals.map((proposal) => ({
    ...proposal,
    lines: proposal.lines.map((line) => ({ ...line, decided_by: nameOnly(line.decided_by) })),
  })),
});

/** Purchase proposals: sending, reading, answering and taking back. */
export function proposalRoutes(app: Hono, tools: Omit<ForecastRouteTools, 'scopeOf'>): void {
  const { store, now, log, parse, brandIn, accessIn, readableBrand } = tools;

  const limitOf = (size: number) =>
    bodyLimit({
      maxSize: size,
      onError: () => {
        const mb = `${size / MEGABYTE} MB`;
        throw new ApiProblem('proposal_refused', {
          en: `It has more than ${mb}. Send fewer lines at a time.`,
          zh: `内容超过 ${mb}。请分批提交。`,
        });
      },
    });
  const withKey = limitOf(LARGEST);
  const withoutKey = limitOf(LARGEST_WITHOUT_KEY);

  const writable = async (context: Context): Promise<{ access: Access | null; brand: BrandInfo }> => {
    const access = await accessIn(context);
    const brand = await readableBrand(store, access, brandIn(context));
    if (!maySend(access, brand)) throw new ApiProblem('forbidden', brand.brand_id);
    if (brand.cut === null) throw new ApiProblem('no_data', brand.brand_id);
    return { access, brand };
  };
  /** Before the body is read: strangers do not get to send anything. */
  const guarded = async (context: Context, next: () => Promise<void>) => {
    const { access } = await writable(context);
    return (access ? withKey : withoutKey)(context, next);
  };
  const bodyOf = async <T extends z.ZodType>(context: Context, schema: T): Promise<z.output<T>> => {
    const body: unknown = await context.req.json().catch((error: unknown) => {
      if (error instanceof ApiProblem) throw error;
      throw new ApiProblem('bad_request', 'JSON');
    });
    return parse(schema, body);
  };
  const numberIn = (context: Context): number => parse(numberParameter, context.req.param('number'));

  app.post(ROUTES.sendProposals.path, guarded, async (context) => {
    const { access, brand } = await writable(context);
    const sent = await bodyOf(context, sendBody);
    const body = access ? sent : withoutWords(sent);
    const answer = await sendProposals(store, brand, body, {
      sender: { by: body.sent_by, with: access?.label ?? null },
      now: now(),
    });
    const created = answer.proposals.filter((proposal) => proposal.created);
    log({
      level: 'info',
      event: 'proposals',
      brand: brand.brand_id,
      created: created.length,
      lines: created.reduce((sum, { lines }) => sum + lines, 0),
    });
    return context.json(answer, 200, NO_STORE);
  });

  app.get(ROUTES.proposals.path, async (context) => {
    const { state, supplier, cursor, limit } = parse(proposalsQuery, context.req.query());
    const access = await accessIn(context);
    const list = await store.snapshot(async (sql) => {
      const brand = await readableBrand(sql, access, brandIn(context));
      const before = cursor === undefined ? null : Number(cursor);
      return listProposals(sql, brand.brand_id, { before, state: state ?? null, supplier: supplier ?? null, limit });
    });
    return context.json(list, 200, NO_STORE);
  });

  app.get(ROUTES.proposal.path, async (context) => {
    const number = numberIn(context);
    const { cursor, limit } = parse(proposalQuery, context.req.query());
    const access = await accessIn(context);
    const page = await store.snapshot(async (sql) => {
      const brand = await readableBrand(sql, access, brandIn(context));
      const info = await findProposal(sql, brand.brand_id, number);
      if (!info) throw noProposal(number);
      return readProposal(sql, brand.brand_id, info, { after: Number(cursor ?? 0), limit });
    });
    return context.json(page, 200, NO_STORE);
  });

  app.post(ROUTES.answerProposal.path, guarded, async (context) => {
    const { access, brand } = await writable(context);
    const { state, by, note, lines = null } = await bodyOf(context, answerBody);
    const change = {
      state,
      note: access ? note : null,
      lines: lines && (access ? lines : lines.map((line) => ({ ...line, note: null }))),
    };
    const actor = { by: access ? by : nameOnly(by), with: access?.label ?? null };
    const info = await answerProposal(store, brand.brand_id, numberIn(context), change, { actor, now: now() });
    return context.json(info, 200, NO_STORE);
  });

  app.post(ROUTES.withdrawProposal.path, guarded, async (context) => {
    const { access, brand } = await writable(context);
    const { by, note, lines } = await bodyOf(context, withdrawBody);
    const change = {
      state: 'withdrawn' as const,
      note: access ? note : null,
      lines: lines?.map((line) => ({ line })) ?? null,
    };
    const actor = { by: access ? by : nameOnly(by), with: access?.label ?? null };
    const info = await answerProposal(store, brand.brand_id, numberIn(context), change, { actor, now: now() });
    return context.json(info, 200, NO_STORE);
  });
}
