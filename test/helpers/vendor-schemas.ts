import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv, type ValidateFunction } from 'ajv';
import AjvDraft04 from 'ajv-draft-04';
import addFormats from 'ajv-formats';
import { buildSchema, type GraphQLSchema, getVariableValues, Kind, parse, validate } from 'graphql';
import type { Call, CallLog } from '../../src/sandbox/calls.ts';

const root = join(import.meta.dirname, '../../../shared/schemas');

/** The vendors' own definitions lie beside the project; they are not part of it, and may be absent. */
export const vendorSchemasAreThere = ['linear.graphql', 'jira-v3.openapi.json', 'adf.json'].every((name) =>
  existsSync(join(root, name)),
);

/** For the name of a test that is left out without them. */
export const WITHOUT_VENDOR_SCHEMAS = `the vendors' definitions are absent (${root})`;

export interface VendorSchemas {
  /** Linear's schema, for comparing with. */
  readonly linear: GraphQLSchema;
  /** What a call breaks of its vendor's definition: unknown path or parameter, body, document; empty when nothing. */
  problems(call: Call): string[];
  /** What a value breaks of the Atlassian Document Format. */
  adfProblems(value: unknown): string[];
}

let loaded: VendorSchemas | undefined;

/** Loads the definitions, once. Throws when they are absent: ask `vendorSchemasAreThere` before. */
export function vendorSchemas(): VendorSchemas {
  if (!vendorSchemasAreThere) throw new Error(WITHOUT_VENDOR_SCHEMAS);
  loaded ??= load();
  return loaded;
}

/**
 * Collects the calls of a log from now on, and what they break of their vendor's definition. They are examined when
 * somebody asks, and not while a client waits for its answer: loading the definitions takes seconds on a busy machine.
 */
export function watchCalls(log: CallLog): { problems(): readonly string[]; readonly watched: Call[] } {
  const watched: Call[] = [];
  log.onCall((call) => {
    watched.push(call);
  });
  const found: string[] = [];
  let examined = 0;
  return {
    watched,
    problems() {
      for (const call of watched.slice(examined)) {
        for (const problem of vendorSchemas().problems(call)) {
          found.push(`${call.method} ${call.operation ?? call.path}: ${problem}`);
        }
      }
      examined = watched.length;
      return found;
    },
  };
}

function load(): VendorSchemas {
  // The vendor’s own definition is taken as it is: examining it takes longer than all that is done with it.
  const linear = once(() =>
    buildSchema(read('linear.graphql'), { assumeValid: true, assumeValidSDL: true, noLocation: true }),
  );
  const adfAjv = new AjvDraft04.default({ strict: false, allErrors: false });
  const adf = once(() => adfAjv.compile(JSON.parse(read('adf.json'))));
  const adfProblems = (value: unknown) =>
    adf()(value) ? [] : [`no valid document: ${adfAjv.errorsText(adf().errors)}`];
  const jira = once(() => createJiraCheck(JSON.parse(read('jira-v3.openapi.json')), adfProblems));
  return {
    get linear() {
      return linear();
    },
    adfProblems,
    problems: (call) => (call.tracker === 'jira' ? jira()(call) : linearProblems(linear(), call)),
  };
}

/** Each file of tests needs one vendor or the other, and each definition is megabytes. */
function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}

function read(name: string): string {
  return readFileSync(join(root, name), 'utf8');
}

// --- Linear ---------------------------------------------------------------------------------------------------

function linearProblems(schema: GraphQLSchema, call: Call): string[] {
  const { query, variables } = (call.body ?? {}) as { query?: string; variables?: Record<string, unknown> };
  if (typeof query !== 'string') return ['the body has no query'];
  const document = parse(query);
  const problems = validate(schema, document).map((error) => error.message);
  for (const definition of document.definitions) {
    if (definition.kind !== Kind.OPERATION_DEFINITION) continue;
    const { errors } = getVariableValues(schema, definition.variableDefinitions ?? [], variables ?? {});
    problems.push(...(errors ?? []).map((error) => error.message));
  }
  return problems;
}

// --- Jira -----------------------------------------------------------------------------------------------------

interface Operation {
  readonly parameters?: readonly { readonly name: string; readonly in: string }[];
  readonly requestBody?: {
    readonly required?: boolean;
    readonly content: Readonly<Record<string, { schema?: object }>>;
  };
  readonly responses: Readonly<
    Record<string, { readonly content?: Readonly<Record<string, { schema?: object }>> }>
  >;
}

interface OpenApi {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly components: object;
}

type Check = (call: Call) => string[];

function createJiraCheck(api: OpenApi, adfProblems: (value: unknown) => string[]): Check {
  const ajv = new Ajv({ strict: false, allErrors: false, validateFormats: true });
  addFormats.default(ajv);
  // OpenAPI marks by `readOnly` and the like what JSON Schema leaves open; the shapes themselves are JSON Schema.
  ajv.addSchema({ $id: 'jira', components: api.components });
  const compiled = new Map<object, ValidateFunction>();
  const templates = Object.keys(api.paths).map((path) => ({ path, pattern: patternOf(path) }));

  function shapeProblems(schema: object, value: unknown, what: string): string[] {
    let check = compiled.get(schema);
    if (!check) {
      check = ajv.compile(
        JSON.parse(JSON.stringify(schema).replaceAll('"#/components', '"jira#/components')),
      );
      compiled.set(schema, check);
    }
    return check(value) ? [] : [`${what}: ${ajv.errorsText(check.errors)}`];
  }

  return (call) => {
    // Admin webhooks have a definition of their own that the vendor does not publish as OpenAPI.
    if (call.path.startsWith('/rest/webhooks/')) return [];
    const matching = templates.filter(({ pattern }) => pattern.test(call.path));
    // `/issue/bulkfetch` also looks like `/issue/{key}`: the template with the fewest holes is the one.
    const best = matching.sort((one, other) => holes(one.path) - holes(other.path))[0];
    const operation = best && api.paths[best.path]?.[call.method.toLowerCase()];
    if (!operation) return [`the vendor has no ${call.method} ${call.path}`];
    const known = new Set(
      (operation.parameters ?? []).filter((one) => one.in === 'query').map((one) => one.name),
    );
    const unknown = Object.keys(call.query).filter((name) => !known.has(name));
    return [
      ...unknown.map((name) => `query parameter ${name} is unknown`),
      ...requestProblems(operation, call),
      ...documents(call.body).flatMap(adfProblems),
      ...answerProblems(operation, call),
    ];
  };

  function requestProblems(operation: Operation, call: Call): string[] {
    const schema = operation.requestBody?.content['application/json']?.schema;
    if (call.body === undefined) return operation.requestBody?.required ? ['the body is missing'] : [];
    if (!operation.requestBody) return ['a body is not expected'];
    return schema ? shapeProblems(schema, call.body, 'request') : [];
  }

  function answerProblems(operation: Operation, call: Call): string[] {
    if (call.status === 0 || call.fault) return [];
    const response = operation.responses[String(call.status)];
    if (!response && call.status < 400) return [`the vendor does not answer with ${call.status}`];
    if (call.answer === '') return [];
    const answer: unknown = JSON.parse(call.answer);
    const schema = response?.content?.['application/json']?.schema;
    return [
      ...(schema ? shapeProblems(schema, answer, 'answer') : []),
      ...(call.status < 400 ? documents(answer).flatMap(adfProblems) : []),
    ];
  }
}

function patternOf(path: string): RegExp {
  return new RegExp(`^${path.replace(/[.*+?^$()|[\]\\]/g, '\\$&').replace(/\{[^}]+\}/g, '[^/]+')}$`);
}

function holes(path: string): number {
  return path.split('{').length;
}

/** Every document inside a value. */
function documents(value: unknown): unknown[] {
  if (Array.isArray(value)) return value.flatMap(documents);
  if (typeof value !== 'object' || value === null) return [];
  if ('type' in value && value.type === 'doc') return [value];
  return Object.values(value).flatMap(documents);
}
