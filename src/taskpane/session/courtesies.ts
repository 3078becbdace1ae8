import type { WorkProgress } from '../../workbook/types';
import type { RunningJob } from './jobs';

/** The workbook's progress as the job's. */
export const showWork =
  (job: RunningJob) =>
  ({ step, done, total }: WorkProgress): void =>
    job.report({ step, done, total });

/** Showing a sheet is a courtesy: the work before it stands even if Excel refuses. */
export const quietly = (showing: Promise<unknown>): Promise<unknown> => showing.catch(() => undefined);
