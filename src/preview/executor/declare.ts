import type { ModelContext } from '../model/context';

/** A requirement set and version, e.g. "ExcelApi 1.9". */
export type ApiSet = `${string} ${string}`;

/** An object of the add-in's object model: what it is and what it stands for in the workbook. */
export class Remote<T = unknown> {
  constructor(
    readonly type: ClassDeclaration<T>,
    readonly target: T,
  ) {}
}

export interface Scalar<T> {
  kind: 'scalar';
  set: ApiSet;
  get(target: T, context: ModelContext): unknown;
  put?(target: T, value: unknown, context: ModelContext): void;
  /** the name the library sets it by, where that differs from the one it reads it by */
  writtenAs?: string;
}

export interface Navigation<T> {
  kind: 'navigation';
  set: ApiSet;
  get(target: T, context: ModelContext): Remote | null;
  put?(target: T, value: unknown, context: ModelContext): void;
}

export interface Method<T> {
  kind: 'method';
  set: ApiSet;
  call(target: T, args: unknown[], context: ModelContext): unknown;
}

export type Member<T> = Scalar<T> | Navigation<T> | Method<T>;

/** A class of the object model. Only the members named here exist; any other is refused and listed. */
export interface ClassDeclaration<T> {
  name: string;
  /** camelCase name → member; the wire name is the same with a capital */
  members: Record<string, Member<T>>;
  /** a stable id the library finds the object by later; null: it has none */
  id?(target: T, context: ModelContext): string | number | null;
  /** of a collection: its items and the one with a key */
  items?(target: T, context: ModelContext): Remote[];
  item?(target: T, key: unknown, context: ModelContext): Remote | null;
  /** a range the add-in may keep: the id it is kept under */
  reference?(target: T): string | null;
}

export const scalar = <T>(
  set: ApiSet,
  get: Scalar<T>['get'],
  put?: Scalar<T>['put'],
  writtenAs?: string,
): Scalar<T> => ({
  kind: 'scalar',
  set,
  get,
  ...(put ? { put } : {}),
  ...(writtenAs ? { writtenAs } : {}),
});

export const navigation = <T>(set: ApiSet, get: Navigation<T>['get'], put?: Navigation<T>['put']): Navigation<T> => ({
  kind: 'navigation',
  set,
  get,
  ...(put ? { put } : {}),
});

export const method = <T>(set: ApiSet, call: Method<T>['call']): Method<T> => ({ kind: 'method', set, call });

/** A class declared apart from its members, so that classes may refer to each other. */
export function declareClass<T>(declaration: ClassDeclaration<T>): ClassDeclaration<T> {
  return declaration;
}

const wireNames = new WeakMap<object, Map<string, string>>();

/** camelCase name of a wire name ("GetItem" → "getItem") within a class; null when the class has no such member. */
export function memberName(type: ClassDeclaration<never>, wire: string): string | null {
  let names = wireNames.get(type);
  if (!names) {
    names = new Map();
    for (const [name, member] of Object.entries(type.members)) {
      names.set(name.toLowerCase(), name);
      if (member.kind === 'scalar' && member.writtenAs) names.set(member.writtenAs.toLowerCase(), name);
    }
    wireNames.set(type, names);
  }
  return names.get(wire.toLowerCase()) ?? null;
}

/** How a member is called in requests and answers. */
export const wireName = (name: string): string =>
  name.startsWith('_') ? name : name[0]!.toUpperCase() + name.slice(1);

/** Under which name an object's id is answered: the library fills the public `id` of classes that have one. */
export const idName = <T>(type: ClassDeclaration<T>): 'Id' | '_Id' => ('id' in type.members ? 'Id' : '_Id');
