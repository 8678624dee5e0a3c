import { invalidInput } from './errors.ts';
import type { LinearEntity } from './model.ts';
import { related } from './relations.ts';
import type { Workspace } from './workspace.ts';

export type Filter = Readonly<Record<string, unknown>>;

/** Whether an entity passes a filter of the API: and, or, comparators, and filters of what it is related to. */
export function passes(workspace: Workspace, entity: LinearEntity, filter: Filter): boolean {
  return Object.entries(filter).every(([name, part]) => {
    if (part === null || part === undefined) return true;
    if (name === 'and') return (part as Filter[]).every((one) => passes(workspace, entity, one));
    if (name === 'or') return (part as Filter[]).some((one) => passes(workspace, entity, one));
    return valuePasses(workspace, read(workspace, entity, name), part as Filter);
  });
}

function read(workspace: Workspace, entity: LinearEntity, name: string): unknown {
  if (name === 'parent' && 'parentId' in entity && entity.parentId) {
    return entity.kind === 'Issue'
      ? workspace.issues.get(entity.parentId)
      : workspace.labels.get(entity.parentId);
  }
  if (name === 'parent') return null;
  if (name === 'isMe' && entity.kind === 'User') return entity.app;
  return related(workspace, entity, name);
}

function valuePasses(workspace: Workspace, value: unknown, filter: Filter): boolean {
  if (Array.isArray(value)) return listPasses(workspace, value as LinearEntity[], filter);
  if (filter.null !== undefined && filter.null !== null) {
    const { null: wanted, ...rest } = filter;
    if ((value == null) !== wanted) return false;
    return value == null || valuePasses(workspace, value, rest);
  }
  if (isEntity(value)) return passes(workspace, value, filter);
  return Object.entries(filter).every(([operator, wanted]) => compares(value, operator, wanted));
}

/** A filter of a collection without `some` or `every` asks for at least one such member. */
function listPasses(workspace: Workspace, list: readonly LinearEntity[], filter: Filter): boolean {
  const { some, every, length, null: empty, and, or, ...direct } = filter;
  if (typeof empty === 'boolean' && (list.length === 0) !== empty) return false;
  if (length && !valuePasses(workspace, list.length, length as Filter)) return false;
  if (some && !list.some((one) => passes(workspace, one, some as Filter))) return false;
  if (every && !list.every((one) => passes(workspace, one, every as Filter))) return false;
  if (Array.isArray(and) && !and.every((one) => listPasses(workspace, list, one as Filter))) return false;
  if (Array.isArray(or) && !or.some((one) => listPasses(workspace, list, one as Filter))) return false;
  return Object.keys(direct).length === 0 || list.some((one) => passes(workspace, one, direct));
}

function isEntity(value: unknown): value is LinearEntity {
  return typeof value === 'object' && value !== null && 'kind' in value;
}

function compares(value: unknown, operator: string, wanted: unknown): boolean {
  if (wanted === null || wanted === undefined) return true;
  const left = comparable(value);
  switch (operator) {
    case 'eq':
      return left === alike(left, wanted);
    case 'neq':
      return left !== alike(left, wanted);
    case 'in':
      return (wanted as unknown[]).some((one) => left === alike(left, one));
    case 'nin':
      return !(wanted as unknown[]).some((one) => left === alike(left, one));
    case 'gt':
      return left !== null && left > (alike(left, wanted) as typeof left);
    case 'gte':
      return left !== null && left >= (alike(left, wanted) as typeof left);
    case 'lt':
      return left !== null && left < (alike(left, wanted) as typeof left);
    case 'lte':
      return left !== null && left <= (alike(left, wanted) as typeof left);
    default:
      return textCompares(String(left ?? ''), operator, String(wanted));
  }
}

function textCompares(text: string, operator: string, wanted: string): boolean {
  const [small, sought] = [text.toLowerCase(), wanted.toLowerCase()];
  switch (operator) {
    case 'contains':
      return text.includes(wanted);
    case 'notContains':
      return !text.includes(wanted);
    case 'containsIgnoreCase':
      return small.includes(sought);
    case 'notContainsIgnoreCase':
      return !small.includes(sought);
    case 'startsWith':
      return text.startsWith(wanted);
    case 'endsWith':
      return text.endsWith(wanted);
    case 'eqIgnoreCase':
      return small === sought;
    case 'neqIgnoreCase':
      return small !== sought;
    default:
      throw invalidInput(`The sandbox does not know the comparator ${operator}.`);
  }
}

function comparable(value: unknown): string | number | boolean | null {
  if (value instanceof Date) return value.getTime();
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? value : null;
}

/** A wanted value in the form of the one it is compared with: times may come as ISO text. */
function alike(left: unknown, wanted: unknown): unknown {
  if (typeof left !== 'number' || typeof wanted === 'number')
    return wanted instanceof Date ? wanted.getTime() : wanted;
  const time = wanted instanceof Date ? wanted.getTime() : Date.parse(String(wanted));
  if (Number.isNaN(time)) throw invalidInput(`${String(wanted)} is not a date the sandbox can read.`);
  return time;
}
