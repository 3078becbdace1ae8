import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import type { BrandInfo } from '../tables';
import type { Sql } from './store';

/** Who asks: what a valid access key allows. */
export interface Access {
  tokenId: string;
  label: string;
  /** null: every brand */
  brands: string[] | null;
  write: boolean;
}

export interface NewToken {
  /** what it is for, to recognise it by later */
  label: string;
  /** brand ids it opens; null: every brand */
  brands: string[] | null;
  /** whether it may import, send purchase proposals and answer them */
  write: boolean;
}

export interface TokenInfo extends NewToken {
  tokenId: string;
  created_at: string;
}

/** `tw_<id>_<secret>`; the id finds the row, the secret is 256 random bits and never stored. */
const KEY = /^tw_([0-9a-f]{12})_([\w-]{43})$/;

// a random secret of this length needs no slow hash: nobody can guess it
const hashOf = (secret: string): Buffer => createHash('sha256').update(secret).digest();

/** Makes an access key. It can be read only here: the store keeps its hash. */
export async function createToken(sql: Sql, { label, brands, write }: NewToken): Promise<string> {
  const id = randomBytes(6).toString('hex');
  const secret = randomBytes(32).toString('base64url');
  await sql.query('INSERT INTO token (token_id, hash, label, brands, can_write) VALUES ($1, $2, $3, $4, $5)', [
    id,
    hashOf(secret).toString('hex'),
    label,
    brands === null ? null : JSON.stringify(brands),
    write,
  ]);
  return `tw_${id}_${secret}`;
}

/** What a key allows; null when it is none of ours. */
export async function accessOf(sql: Sql, key: string): Promise<Access | null> {
  const [, id, secret] = KEY.exec(key) ?? [];
  if (!id || !secret) return null;
  const [row] = await sql.query<{ hash: string; label: string; brands: string[] | null; can_write: boolean }>(
    'SELECT hash, label, brands, can_write FROM token WHERE token_id = $1',
    [id],
  );
  const stored = row ? Buffer.from(row.hash, 'hex') : Buffer.alloc(32);
  return timingSafeEqual(stored, hashOf(secret)) && row
    ? { tokenId: id, label: row.label, brands: row.brands, write: row.can_write }
    : null;
}

export const listTokens = (sql: Sql): Promise<TokenInfo[]> =>
  sql.query<TokenInfo>(
    `SELECT token_id AS "tokenId", label, brands, can_write AS write, created_at FROM token ORDER BY created_at, token_id`,
  );

/** Ends a key; true when there was one of this id. */
export async function revokeToken(sql: Sql, tokenId: string): Promise<boolean> {
  return (await sql.query('DELETE FROM token WHERE token_id = $1 RETURNING token_id', [tokenId])).length > 0;
}

export const mayRead = (access: Access | null, brandId: string): boolean =>
  access !== null && (access.brands === null || access.brands.includes(brandId));

/** Who may send purchase proposals of a brand and answer them; the sample is there to be tried. */
export const maySend = (access: Access | null, brand: BrandInfo): boolean =>
  brand.sample || (access !== null && access.write && mayRead(access, brand.brand_id));
