import type { ModelContext } from '../model/context';
import { idName, memberName, Remote, type ClassDeclaration, type Member, type Method } from './declare';
import { RichError } from './errors';
import { query, type QueryInfo } from './query';

interface ArgumentInfo {
  Arguments?: unknown[];
  ReferencedObjectPathIds?: unknown[];
}

interface ObjectPath {
  Id: number;
  ObjectPathType: number;
  Name: string;
  ParentObjectPathId?: number;
  ArgumentInfo?: ArgumentInfo;
}

interface Action {
  Id: number;
  ActionType: number;
  Name: string;
  ObjectPathId: number;
  ArgumentInfo?: ArgumentInfo;
  QueryInfo?: QueryInfo;
}

export interface BatchRequest {
  Actions: Action[];
  ObjectPaths: Record<string, ObjectPath>;
}

export interface BatchResponse {
  Results: { ActionId: number; Value: unknown }[];
  /** trace actions that were passed; handlers of the older events are attached by them */
  TraceIds?: number[];
  Error?: { Code: string; Message: string; Location: string; ActionIndex: number; HttpStatusCode: number };
}

const ACTION = { instantiate: 1, query: 2, method: 3, setProperty: 4, trace: 5, ensureUnchanged: 8 } as const;
const PATH = { global: 1, newObject: 2, method: 3, property: 4, indexer: 5, reference: 6, nullObject: 7 } as const;

export interface Roots {
  /** the workbook */
  global: Remote;
  /** a service by its full type name */
  service(name: string): Remote | null;
}

/** Reports a member the model does not have, or one above the advertised sets. */
export type UnknownListener = (member: string) => void;

/**
 * One Rich API batch: a list of actions on object paths. Paths are evaluated lazily and once, because a method path such
 * as `Worksheets.Add` has effects and is referred to many times. Effects before a failing action stay.
 */
export class Batch {
  private readonly values = new Map<number, Remote | null>();

  constructor(
    private readonly request: BatchRequest,
    private readonly roots: Roots,
    private readonly context: ModelContext,
    private readonly settle: () => Promise<void>,
    private readonly unknown: UnknownListener,
  ) {}

  async run(): Promise<BatchResponse> {
    const response: BatchResponse = { Results: [] };
    for (const [index, action] of this.request.Actions.entries()) {
      try {
        if (this.needsCalculation(action)) await this.settle();
        response.Results.push({ ActionId: action.Id, Value: this.perform(action) });
        if (action.ActionType === ACTION.trace) (response.TraceIds ??= []).push(action.Id);
      } catch (error) {
        const rich = error instanceof RichError ? error : unexpected(error);
        response.Error = {
          Code: rich.code,
          Message: rich.message,
          Location: rich.location ?? '',
          ActionIndex: index,
          HttpStatusCode: rich.httpStatus,
        };
        break;
      }
    }
    return response;
  }

  private perform(action: Action): unknown {
    if (action.ActionType === ACTION.trace) return null;
    const object = this.evaluate(action.ObjectPathId);
    switch (action.ActionType) {
      case ACTION.instantiate:
        return object && this.identity(object);
      case ACTION.query:
        return object && query(object, action.QueryInfo ?? {}, this.context, (type, name) => this.refuse(type, name));
      case ACTION.method:
        return object && this.invoke(object, action);
      case ACTION.setProperty: {
        if (object) this.setProperty(object, action);
        return null;
      }
      case ACTION.ensureUnchanged:
        return null;
      default:
        this.unknown(`action type ${action.ActionType}`);
        throw new RichError('ApiNotFound', `Action type ${action.ActionType} is not supported by the preview.`);
    }
  }

  /** What the library needs to find the object again in the next batch. */
  private identity(object: Remote): Record<string, unknown> {
    const reference = object.type.reference?.(object.target);
    if (reference) return { _ReferenceId: reference };
    const id = object.type.id?.(object.target, this.context);
    return id === null || id === undefined ? {} : { [idName(object.type)]: id };
  }

  private invoke(object: Remote, action: Action): unknown {
    const { member, name } = this.member(object.type, action.Name, 'method');
    const result = located(object.type, name, () =>
      (member as Method<unknown>).call(object.target, this.args(action.ArgumentInfo), this.context),
    );
    return result instanceof Remote ? this.identity(result) : (result ?? null);
  }

  private setProperty(object: Remote, action: Action): void {
    const { member, name } = this.member(object.type, action.Name, 'property');
    if (member.kind === 'method' || !member.put) throw new RichError('InvalidOperation', `${name} is read-only.`);
    const [value] = this.args(action.ArgumentInfo);
    const put = member.put.bind(member);
    located(object.type, name, () => put(object.target, value, this.context));
  }

  /** The object a path stands for; null propagates to what hangs on it. */
  private evaluate(pathId: number): Remote | null {
    const known = this.values.get(pathId);
    if (known !== undefined) return known;
    const path = this.request.ObjectPaths[String(pathId)];
    if (!path) throw new RichError('InvalidReference', `The request has no object path ${pathId}.`);
    const value = this.evaluatePath(path);
    this.values.set(pathId, value);
    return value;
  }

  private evaluatePath(path: ObjectPath): Remote | null {
    switch (path.ObjectPathType) {
      case PATH.global:
        return this.roots.global;
      case PATH.nullObject:
        return null;
      case PATH.newObject: {
        const service = this.roots.service(path.Name);
        if (!service) {
          this.unknown(path.Name);
          throw new RichError('ApiNotFound', `The preview has no service ${path.Name}.`);
        }
        return service;
      }
      case PATH.reference:
        return this.byReference(path.Name);
    }
    const parent = this.evaluate(path.ParentObjectPathId ?? 0);
    if (!parent) return null;
    const args = this.args(path.ArgumentInfo);
    if (path.ObjectPathType === PATH.indexer) {
      const item = parent.type.item;
      if (!item) return this.refuse(parent.type, 'getItem');
      return located(parent.type, 'getItem', () => {
        const found = item(parent.target, args[0], this.context);
        if (!found) throw new RichError('ItemNotFound');
        return found;
      });
    }
    const kind = path.ObjectPathType === PATH.method ? 'method' : 'property';
    const { member, name } = this.member(parent.type, path.Name, kind);
    return located(parent.type, name, () => {
      const value =
        member.kind === 'method'
          ? member.call(parent.target, args, this.context)
          : member.get(parent.target, this.context);
      if (value !== null && !(value instanceof Remote)) throw new Error(`${name} did not answer an object`);
      return value;
    });
  }

  private byReference(id: string): Remote {
    const method = this.roots.global.type.members['_getObjectByReference'];
    if (method?.kind !== 'method') throw new Error('the workbook class lacks _getObjectByReference');
    return method.call(this.roots.global.target, [id], this.context) as Remote;
  }

  private member<T>(
    type: ClassDeclaration<T>,
    wire: string,
    kind: 'method' | 'property',
  ): { member: Member<T>; name: string } {
    const name = memberName(type as ClassDeclaration<never>, wire);
    const member = name ? type.members[name] : undefined;
    if (!name || !member || (member.kind === 'method') !== (kind === 'method') || !this.context.supports(member.set)) {
      return this.refuse(type, name ?? wire);
    }
    return { member, name };
  }

  private refuse<T>(type: ClassDeclaration<T>, name: string): never {
    const declared = type.members[name];
    const member = `${type.name}.${wireToCamel(name)}`;
    this.unknown(declared ? `${member} (${declared.set})` : member);
    const error = new RichError('ApiNotFound', `The preview does not offer ${member}.`);
    error.location = member;
    throw error;
  }

  /** Arguments with the object paths among them replaced by their objects. */
  private args(info: ArgumentInfo | undefined): unknown[] {
    const args = info?.Arguments ?? [];
    const paths = info?.ReferencedObjectPathIds;
    return paths ? (this.replace(args, paths) as unknown[]) : args;
  }

  private replace(value: unknown, path: unknown): unknown {
    if (typeof path === 'number') return path > 0 ? this.evaluate(path) : value;
    if (Array.isArray(path) && Array.isArray(value)) return value.map((item, i) => this.replace(item, path[i]));
    return value;
  }

  /** Whether the action reads what formulas give, directly or by a path such as `getUsedRange`. */
  private needsCalculation(action: Action): boolean {
    const visited = new Set<number>();
    const reads = (pathId: number): boolean => {
      if (this.values.has(pathId) || visited.has(pathId)) return false;
      visited.add(pathId);
      const path = this.request.ObjectPaths[String(pathId)];
      if (!path) return false;
      return (
        (path.ObjectPathType === PATH.method && CALCULATED_METHODS.has(path.Name.toLowerCase())) ||
        (path.ParentObjectPathId !== undefined && reads(path.ParentObjectPathId))
      );
    };
    if (reads(action.ObjectPathId)) return true;
    if (action.ActionType === ACTION.method) return CALCULATED_METHODS.has(action.Name.toLowerCase());
    if (action.ActionType !== ACTION.query) return false;
    const select = action.QueryInfo?.Select;
    return (
      !select || select.some((name) => CALCULATED_SCALARS.has(name.slice(name.lastIndexOf('/') + 1).toLowerCase()))
    );
  }
}

const CALCULATED_SCALARS = new Set(['values', 'text', 'valuetypes', 'formulas', 'hasspill', 'value']);
const CALCULATED_METHODS = new Set([
  'getusedrange',
  'getusedrangeornullobject',
  'getspillparentornullobject',
  'getspillingtorangeornullobject',
  'apply',
  'reapply',
  'reapplyfilters',
]);

const wireToCamel = (name: string): string => (name.startsWith('_') ? name : name[0]!.toLowerCase() + name.slice(1));

function located<T, R>(type: ClassDeclaration<T>, member: string, action: () => R): R {
  try {
    return action();
  } catch (error) {
    const rich = error instanceof RichError ? error : unexpected(error);
    rich.location ??= `${type.name}.${wireToCamel(member)}`;
    throw rich;
  }
}

/** A fault of the preview itself must be told from an answer of Excel's. */
function unexpected(error: unknown): RichError {
  const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return new RichError('GeneralException', `Fault in the preview: ${text}`);
}
