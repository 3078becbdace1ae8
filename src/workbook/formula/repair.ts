import type { RawCell } from '../cells';
import { NAMESPACES, ownNames, tokenizeFormula, type OwnName } from './tokens';

/**
 * How a formula of ours can be broken, worst first. `other_namespace`: made with the other build of the add-in, so it
 * works only there. `foreign_prefix`: another add-in left a path before the name. `file_form`: the name as files store
 * it. `name_error`: a name Excel should know and does not. `stuck`: still waiting for an answer. `not_calculated`: never
 * had a value.
 */
export type BreakageKind =
  'other_namespace' | 'foreign_prefix' | 'file_form' | 'name_error' | 'stuck' | 'not_calculated';

export interface Breakage {
  kind: BreakageKind;
  /** the formula to enter in its place (the same one where entering it again is the mend); null: no mend is known */
  mended: string | null;
  /** functions this version does not have, e.g. of a newer one; while there are any, nothing is mended */
  unknown: string[];
}

export interface OwnFunctions {
  /** of this build: TWIN, or TWINDEV in development */
  namespace: string;
  /** ids of all functions, in upper case */
  ids: ReadonlySet<string>;
}

const own = ownNames(NAMESPACES);
const ANY = new RegExp(NAMESPACES.join('|'), 'i');
const STUCK: ReadonlySet<RawCell | null> = new Set(['#BUSY!', '#GETTING_DATA']);

/** A value that says the function has not answered yet. */
export const isStuck = (value: RawCell | null): boolean => STUCK.has(value);

interface Use extends OwnName {
  start: number;
  end: number;
}

/** Where a formula names functions of ours: in calls, and as a name handed to MAP and the like. */
function usesOf(formula: string, ids: ReadonlySet<string>): Use[] {
  if (!mayBeOurs(formula)) return [];
  return tokenizeFormula(formula).flatMap(({ kind, text, start, end }) => {
    if (kind !== 'function' && kind !== 'name') return [];
    const name = own(text);
    // TWIN.rate may be a name the user defined; only called, or known, it is a function
    if (!name || (kind === 'name' && !ids.has(name.id))) return [];
    return [{ ...name, start, end }];
  });
}

/** A quick no for formulas that cannot be ours. */
export const mayBeOurs = (formula: string): boolean => ANY.test(formula);

/** Does the formula call a function of ours, in whatever form? */
export const callsOurs = (formula: string, ids: ReadonlySet<string>): boolean => usesOf(formula, ids).length > 0;

/**
 * What is wrong with a formula, and the formula that mends it: paths before our names go, `_xldudf_TWIN_DOS` becomes
 * `TWIN.DOS`, all else stays character for character. Functions of other add-ins are never touched.
 *
 * @param value what the cell shows; null when it has never been calculated
 * @returns null for a formula that is not ours, or that is well
 */
export function examineFormula(
  formula: string,
  value: RawCell | null,
  { namespace, ids }: OwnFunctions,
): Breakage | null {
  const uses = usesOf(formula, ids);
  if (uses.length === 0) return null;
  const kind = kindOf(uses, value, namespace);
  if (kind === null) return null;
  const unknown = [...new Set(uses.filter(({ id }) => !ids.has(id)).map(({ id }) => id))];
  if (unknown.length > 0) return { kind, mended: null, unknown };
  let mended = '';
  let at = 0;
  for (const use of uses) {
    const right = use.prefix === '' && !use.fileForm && use.namespace === namespace;
    const name = right ? formula.slice(use.start, use.end) : `${namespace}.${use.id}`;
    mended += formula.slice(at, use.start) + name;
    at = use.end;
  }
  return { kind, mended: mended + formula.slice(at), unknown };
}

function kindOf(uses: readonly Use[], value: RawCell | null, namespace: string): BreakageKind | null {
  const misspelt = uses.some(({ prefix, fileForm }) => prefix !== '' || fileForm);
  const unnamed = value === '#NAME?';
  if ((misspelt || unnamed) && uses.some((use) => use.namespace !== namespace)) return 'other_namespace';
  if (uses.some(({ prefix }) => prefix !== '')) return 'foreign_prefix';
  if (misspelt) return 'file_form';
  if (unnamed) return 'name_error';
  if (isStuck(value)) return 'stuck';
  return value === null ? 'not_calculated' : null;
}
