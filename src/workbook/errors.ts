import type { WorkbookProblem, WorkbookProblemCode, WriteReport } from './types';

/**
 * Something the user can mend; `problem.code` picks the message in the pane's language. Unless `partial` is set
 * nothing was written, or everything written was taken back.
 */
export class WorkbookError extends Error {
  constructor(
    readonly problem: WorkbookProblem,
    /** what stands in the sheets although the work stopped midway; its `writeId` can be undone */
    readonly partial?: WriteReport,
    options?: { cause?: unknown },
  ) {
    super(`${problem.code} ${JSON.stringify(problem.values)}`, options);
    this.name = 'WorkbookError';
  }
}

export function workbookError(
  code: WorkbookProblemCode,
  values: WorkbookProblem['values'] = {},
  cause?: unknown,
): WorkbookError {
  return new WorkbookError({ code, values }, undefined, { cause });
}

/** Error codes of the Office libraries (Excel.ErrorCodes and the transport's own), as far as a user can act on them. */
const PROBLEM_OF_HOST_CODE: Record<string, WorkbookProblemCode> = {
  InvalidOperationInCellEditMode: 'editing',
  AccessDenied: 'protected',
  RequestPayloadSizeLimitExceeded: 'too_large',
  ResponsePayloadSizeLimitExceeded: 'too_large',
  ApiNotFound: 'not_supported',
  NotImplemented: 'not_supported',
};

export const hostCode = (error: unknown): string => {
  const code = (error as { code?: unknown } | null)?.code;
  return typeof code === 'string' ? code : '';
};

/** Wraps whatever Excel threw; errors of ours pass unchanged. */
export function asWorkbookError(error: unknown, sheet = ''): WorkbookError {
  if (error instanceof WorkbookError) return error;
  const code = hostCode(error);
  const detail = error instanceof Error ? error.message : String(error);
  return workbookError(PROBLEM_OF_HOST_CODE[code] ?? 'host_error', { sheet, code, detail }, error);
}

/** Throws `cancelled` once the user asked to stop. */
export function throwIfCancelled(signal: AbortSignal | undefined): void {
  if (signal?.aborted) throw workbookError('cancelled');
}
