import type { ModelContext } from '../model/context';
import { idName, memberName, wireName, type ClassDeclaration, type Remote } from './declare';

export interface QueryInfo {
  Select?: string[];
  Expand?: string[];
  Top?: number;
  Skip?: number;
}

type Refuse = (type: ClassDeclaration<unknown>, name: string) => never;

/**
 * The loaded properties of an object: scalars by their wire names, navigation properties nested, a collection's items
 * under `_Items`. Without a selection, all scalars.
 */
export function query(object: Remote, info: QueryInfo, context: ModelContext, refuse: Refuse): Record<string, unknown> {
  const paths = [...(info.Select ?? []), ...(info.Expand ?? [])].map((path) =>
    path.split('/').filter((part) => part !== ''),
  );
  return select(object, paths, context, refuse, info);
}

function select(
  object: Remote,
  paths: string[][],
  context: ModelContext,
  refuse: Refuse,
  window: { Top?: number; Skip?: number } = {},
): Record<string, unknown> {
  const { type, target } = object;
  const result: Record<string, unknown> = {};
  const reference = type.reference?.(target);
  if (reference) result['_ReferenceId'] = reference;
  const id = type.id?.(target, context);
  if (id !== null && id !== undefined) result[idName(type)] = id;
  if (!type.items) {
    fill(result, object, paths, context, refuse);
    return result;
  }
  const own: string[][] = [];
  const ofItems: string[][] = [];
  for (const path of paths) {
    const parts = path[0]?.toLowerCase() === 'items' ? path.slice(1) : path;
    const name = parts[0] && memberName(type as ClassDeclaration<never>, parts[0]);
    const isOwn = path === parts && name && type.members[name]?.kind === 'scalar';
    (isOwn ? own : ofItems).push(parts);
  }
  if (own.length > 0) fill(result, object, own, context, refuse);
  if (ofItems.length > 0 || own.length === 0) {
    const from = window.Skip ?? 0;
    const items = type.items(target, context).slice(from, window.Top === undefined ? undefined : from + window.Top);
    const wanted = ofItems.filter((path) => path.length > 0);
    result['_Items'] = items.map((item) => select(item, wanted, context, refuse));
  }
  return result;
}

function fill(
  result: Record<string, unknown>,
  { type, target }: Remote,
  paths: string[][],
  context: ModelContext,
  refuse: Refuse,
): void {
  if (paths.length === 0) {
    for (const [name, member] of Object.entries(type.members)) {
      if (member.kind === 'scalar' && context.supports(member.set)) {
        result[wireName(name)] = member.get(target, context);
      }
    }
    return;
  }
  const nested = new Map<string, string[][]>();
  for (const [first = '', ...rest] of paths) {
    const name = memberName(type as ClassDeclaration<never>, first);
    const member = name ? type.members[name] : undefined;
    if (!name || !member || member.kind === 'method' || !context.supports(member.set))
      return refuse(type, name ?? first);
    if (member.kind === 'scalar') {
      result[wireName(name)] = member.get(target, context);
    } else {
      const known = nested.get(name) ?? [];
      nested.set(name, rest.length > 0 ? [...known, rest] : known);
    }
  }
  for (const [name, inner] of nested) {
    const member = type.members[name];
    if (member?.kind !== 'navigation') continue;
    const object = member.get(target, context);
    result[wireName(name)] = object && select(object, inner, context, refuse);
  }
}
