import type { PlanProgress } from '../../planning/types';
import type { Piece } from './plan-pieces';

/** From the page to a plan worker: the input in pieces, then the share to plan. A worker plans once. */
export type ToWorker = { kind: 'input'; piece: Piece } | { kind: 'plan'; index: number; count: number };

/**
 * From a plan worker to the page: `ready` when its script stands, `alive` every second of work, the planned part in pieces,
 * then `done`. `failed` carries what the plan itself threw; a worker that cannot work at all says nothing, or `error`.
 */
export type FromWorker =
  | { kind: 'ready' | 'alive' | 'done' }
  | { kind: 'progress'; progress: PlanProgress }
  | { kind: 'part'; piece: Piece }
  | { kind: 'failed'; name: string; message: string };
