import type { PlanProgress } from '../../planning/types';
import type { Piece } from './plan-pieces';

/** What a worker can do with an input: plan it, or replay its history (with these settings). */
export type WorkTask = 'plan' | 'backtest';

/** From the page to a plan worker: the input in pieces, then the share of the task. A worker works once. */
export type ToWorker =
  | { kind: 'input'; piece: Piece }
  | { kind: 'plan'; index: number; count: number; task: WorkTask; settings: object | null };

/**
 * From a plan worker to the page: `ready` when its script stands, `alive` every second of work, the planned part in pieces,
 * then `done`. `failed` carries what the plan itself threw; a worker that cannot work at all says nothing, or `error`.
 */
export type FromWorker =
  | { kind: 'ready' | 'alive' | 'done' }
  | { kind: 'progress'; progress: PlanProgress }
  | { kind: 'part'; piece: Piece }
  | { kind: 'failed'; name: string; message: string };
