import type { Step } from './types';

export type Format = (value: number) => string;

/** 0 where the answer is proven best. */
export const proof = (gap: number): Step => ({
  name: { en: 'Most that any other plan could be better', zh: '其他方案最多可再优化' },
  expression: gap === 0 ? '= 0' : '> 0',
  value: gap,
});
