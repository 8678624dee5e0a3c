import type { GraphQLFieldResolver } from 'graphql';
import { type Connection, listed, type PageArgs, pageOf } from './connections.ts';
import type { LinearContext } from './context.ts';
import { type Filter, passes } from './filters.ts';
import type { LinearEntity, LinearIssue } from './model.ts';
import { related } from './relations.ts';

export type Resolvers = Readonly<Record<string, GraphQLFieldResolver<unknown, LinearContext>>>;
export type Listing = PageArgs & { readonly filter?: Filter | null };
type Reader<S> = (source: S, args: Readonly<Record<string, unknown>>, context: LinearContext) => unknown;

/** GraphQL gives a resolver its parent as unknown; the schema says which type each of these is called with. */
export function reading<S>(readers: Readonly<Record<string, Reader<S>>>): Resolvers {
  return readers as Resolvers;
}

export function connection<T extends LinearEntity>(
  { workspace }: LinearContext,
  entities: Iterable<T>,
  args: Readonly<Record<string, unknown>>,
): Connection<T> {
  const { filter, ...page } = args as Listing;
  const all = listed(entities, page);
  return pageOf(filter ? all.filter((entity) => passes(workspace, entity, filter)) : all, page);
}

/** A relation that the model keeps as an id under the same name. */
export function to<S extends LinearEntity>(name: string): Reader<S> {
  return (source, _args, { workspace }) => related(workspace, source, name);
}

export const issuesWith =
  <S extends { readonly id: string }>(test: (issue: LinearIssue, source: S) => boolean): Reader<S> =>
  (source, args, context) =>
    connection(
      context,
      [...context.workspace.issues.values()].filter((issue) => test(issue, source)),
      args,
    );

export const organizationOf = ({ workspace, settings }: LinearContext) => ({
  id: workspace.id,
  name: workspace.name,
  urlKey: workspace.urlKey,
  createdAt: workspace.createdAt,
  updatedAt: workspace.createdAt,
  archivedAt: null,
  createdIssueCount: workspace.issues.size,
  userCount: workspace.users.size,
  securitySettings: { labelManagementRole: settings.labelsByAdministrators ? 'admin' : 'user' },
});
