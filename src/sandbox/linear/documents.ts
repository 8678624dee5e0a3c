import {
  buildSchema,
  type DocumentNode,
  type GraphQLError,
  type GraphQLSchema,
  isObjectType,
  Kind,
  parse,
  validate,
} from 'graphql';
import { MUTATION } from './mutations.ts';
import { QUERY } from './queries.ts';
import type { Resolvers } from './reading.ts';
import { TYPE_RESOLVERS } from './resolvers.ts';
import { INPUTS } from './schema-inputs.ts';
import { TYPES } from './schema-types.ts';

/** The sandbox's part of Linear's schema as text. */
export const SCHEMA_TEXT = `${TYPES}\n${INPUTS}`;

let built: GraphQLSchema | undefined;

/** The schema with its resolvers; it holds no state, so all sandboxes of a process share it. */
export function linearSchema(): GraphQLSchema {
  built ??= buildLinearSchema();
  return built;
}

function buildLinearSchema(): GraphQLSchema {
  const schema = buildSchema(SCHEMA_TEXT);
  for (const [name, resolvers] of Object.entries({ ...TYPE_RESOLVERS, Query: QUERY, Mutation: MUTATION })) {
    attach(schema, name, resolvers);
  }
  return schema;
}

function attach(schema: GraphQLSchema, name: string, resolvers: Resolvers): void {
  const type = schema.getType(name);
  if (!isObjectType(type)) throw new Error(`the schema has no type ${name}`);
  const fields = type.getFields();
  for (const [field, resolve] of Object.entries(resolvers)) {
    const definition = fields[field];
    // Updates of projects and of initiatives share their readers; each type has only one of the two owners.
    if (definition) definition.resolve = resolve;
  }
}

export interface ReadDocument {
  readonly document?: DocumentNode;
  readonly errors: readonly GraphQLError[];
  /** Name of the operation that would run, and its root fields. */
  readonly operation?: string;
  readonly fields: readonly string[];
  readonly isMutation: boolean;
}

const MOST_KEPT = 500;

/** Parses and validates query texts, each text once. */
export function createDocumentReader(
  schema: GraphQLSchema,
): (query: string, operationName?: string) => ReadDocument {
  const kept = new Map<string, { document?: DocumentNode; errors: readonly GraphQLError[] }>();

  function check(query: string): { document?: DocumentNode; errors: readonly GraphQLError[] } {
    try {
      const document = parse(query, { maxTokens: 10_000 });
      return { document, errors: validate(schema, document) };
    } catch (error) {
      return { errors: [error as GraphQLError] };
    }
  }

  return (query, operationName) => {
    let read = kept.get(query);
    if (!read) {
      read = check(query);
      if (kept.size >= MOST_KEPT) kept.clear();
      kept.set(query, read);
    }
    const operations = (read.document?.definitions ?? []).flatMap((one) =>
      one.kind === Kind.OPERATION_DEFINITION ? [one] : [],
    );
    const chosen = operations.find((one) => one.name?.value === operationName) ?? operations[0];
    const fields = (chosen?.selectionSet.selections ?? []).flatMap((node) =>
      node.kind === Kind.FIELD ? [node.name.value] : [],
    );
    return {
      ...read,
      ...(chosen?.name && { operation: chosen.name.value }),
      fields,
      isMutation: chosen?.operation === 'mutation',
    };
  };
}
