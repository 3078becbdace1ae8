import { z } from 'zod';

/** Codes and words: no control characters, which separate them in the store. */
export const word = (longest: number) => z.string().regex(new RegExp(`^[^\\p{Cc}]{1,${longest}}$`, 'u'));
/** The same, and it may be blank. */
export const code = z.string().regex(/^[^\p{Cc}]{0,200}$/u);
export const quantity = z.number().min(0).max(1e12);
