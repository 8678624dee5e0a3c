import { type PGlite, protocol } from '@electric-sql/pglite';
import { Query, type QueryConfig, type QueryResult } from 'pg';
import { sqlTypes } from './sql-types.ts';

/** The one connection that an embedded database has. Callers take turns; it does not queue by itself. */
export interface PgliteSession {
  /** Runs one statement, or several when there are no values. Rejects with the database's error. */
  run(text: string, values: readonly unknown[]): Promise<QueryResult>;
  /** True between `begin` and the end of the transaction, also when the transaction has failed. */
  inTransaction(): boolean;
}

interface BackendMessage {
  readonly name: string;
}

type Handler = ((message: unknown, connection: unknown) => void) | undefined;

/** The parts of `pg`'s own query object that a connection calls: it writes the request and reads the answer. */
interface Submittable {
  callback: (error: Error | null, result: QueryResult) => void;
  readonly _result: { _types: unknown };
  submit(connection: unknown): Error | null;
  handleRowDescription: Handler;
  handleDataRow: Handler;
  handleCommandComplete: Handler;
  handleEmptyQuery: (connection: unknown) => void;
  handleError: (error: unknown, connection: unknown) => void;
  handleReadyForQuery: (connection: unknown) => void;
}

/**
 * Speaks to PGlite through `pg`'s own query object, so values are sent and read exactly as with a server. A whole
 * request goes in as one message buffer: PGlite's own `query` crosses into the database five times.
 */
export function createPgliteSession(db: PGlite): PgliteSession {
  const types = sqlTypes();
  return {
    inTransaction: () => db.isInTransaction(),
    async run(text, values) {
      const config: QueryConfig = { text };
      if (values.length > 0) config.values = [...values];
      const query = new Query(config) as unknown as Submittable;
      // As `pg.Client` does: the query's own `types` would be sent as the types of its parameters.
      query._result._types = types;
      const outcome = new Promise<QueryResult>((resolve, reject) => {
        query.callback = (error, result) => (error ? reject(error) : resolve(result));
      });
      // Settled below in every case; the handler keeps an early rejection from counting as unhandled.
      outcome.catch(() => {});
      const connection = collector();
      const refused = query.submit(connection);
      if (refused) throw refused;
      const answer = await db.execProtocolStream(connection.request(), {
        throwOnError: false,
        syncToFs: false,
      });
      for (const message of answer) hand(query, message, connection);
      if (!db.isInTransaction()) await db.syncToFs();
      return outcome;
    },
  };
}

/** A stand-in for `pg`'s connection that keeps what is written to it. */
function collector() {
  const parts: Uint8Array[] = [];
  const write =
    <T>(serialise: (message: T) => Uint8Array) =>
    (message: T) => {
      parts.push(new Uint8Array(serialise(message)));
    };
  const { serialize } = protocol;
  return {
    parsedStatements: {},
    submittedNamedStatements: {},
    stream: { cork() {}, uncork() {} },
    query: write(serialize.query),
    parse: write(serialize.parse),
    bind: write(serialize.bind),
    describe: write(serialize.describe),
    execute: write(serialize.execute),
    sync: write(() => serialize.sync()),
    flush() {},
    request: () => new Uint8Array(Buffer.concat(parts)),
  };
}

function hand(query: Submittable, message: BackendMessage, connection: unknown): void {
  const { name } = message;
  if (name === 'rowDescription') query.handleRowDescription?.(message, connection);
  else if (name === 'dataRow') query.handleDataRow?.(message, connection);
  else if (name === 'commandComplete') query.handleCommandComplete?.(message, connection);
  else if (name === 'emptyQuery') query.handleEmptyQuery(connection);
  else if (name === 'error') query.handleError(message, connection);
  else if (name === 'readyForQuery') query.handleReadyForQuery(connection);
}
