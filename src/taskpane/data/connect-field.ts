import type { ProblemCode } from '../session';

/** Which field a failed connection is about; the message area leaves these to the page. */
export const CONNECT_FIELD: Partial<Record<ProblemCode, 'address' | 'key'>> = {
  unauthorised: 'key',
  bad_address: 'address',
  not_the_service: 'address',
  not_found: 'address',
  no_answer: 'address',
};
