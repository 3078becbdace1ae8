import type { Bilingual, ImportProblem, Problem, ProposalConflict } from '../../tables';
import type { WorkbookProblem, WriteReport } from '../../workbook/types';
import type { JobKind, ProblemCode, SessionProblem } from './types';

/** What every action of the session throws; `problem.code` picks the message. */
export class SessionError extends Error {
  readonly problem: SessionProblem;
  /** an import that was refused whole: why, file by file */
  refused: ImportProblem[] = [];
  /** proposals that were not taken because somebody else sent the same */
  conflicts: ProposalConflict[] = [];
  /** the data service's own words */
  said: Bilingual | null = null;

  constructor(code: ProblemCode, values: SessionProblem['values'] = {}, detail: string | null = null) {
    super(detail ? `${code}: ${detail}` : code);
    this.name = 'SessionError';
    this.problem = { code, values, during: null, detail, partial: null };
  }
}

const isWorkbookProblem = (value: unknown): value is WorkbookProblem =>
  typeof value === 'object' && value !== null && typeof (value as WorkbookProblem).code === 'string';

/** Anything thrown on the way, as something that can be shown. */
export function toSessionError(error: unknown, during: JobKind | null): SessionError {
  const found = translate(error);
  found.problem.during ??= during;
  return found;
}

function translate(error: unknown): SessionError {
  if (error instanceof SessionError) return error;
  const named = error as { name?: string; message?: string; problem?: unknown; partial?: WriteReport };
  if (named?.name === 'AbortError') return new SessionError('cancelled');
  if (isWorkbookProblem(named?.problem)) return fromWorkbook(named.problem, named.partial);
  return new SessionError('unexpected', {}, named?.message ?? String(error));
}

/** The workbook room names the brand it found in a sheet; technical text stays out of the sentence. */
function fromWorkbook({ code, values }: WorkbookProblem, partial: WriteReport | undefined): SessionError {
  if (code === 'other_brand' && values.brand === '') return new SessionError('no_brand');
  const { detail, code: hostCode, ...shown } = values;
  const technical = [hostCode, detail].filter((part) => part !== undefined && part !== '').join(': ');
  const error = new SessionError(
    code,
    code === 'other_brand' ? { ...shown, bound: shown.brand ?? '' } : shown,
    technical || null,
  );
  if (partial) error.problem.partial = { writeId: partial.writeId, cells: partial.cells, wanted: partial.cells };
  return error;
}

/** The data service's own problem document; `cut_changed` is dealt with by the pull before anyone sees it. */
export function serviceError(problem: Partial<Problem>, status: number): SessionError {
  const error = new SessionError(problem.code ?? 'internal', { status }, problem.detail ?? null);
  error.refused = problem.problems ?? [];
  error.conflicts = problem.conflicts ?? [];
  error.said = problem.message ?? null;
  return error;
}

export function throwIfCancelled(signal: AbortSignal | undefined): void {
  if (signal?.aborted) throw new SessionError('cancelled');
}
