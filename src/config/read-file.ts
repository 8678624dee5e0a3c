/** Reads a file as UTF-8; throws as `node:fs` does. */
export type ReadFile = (path: string) => string;

/** The first line of what went wrong. */
export function wordsOf(error: unknown): string {
  return error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error);
}
