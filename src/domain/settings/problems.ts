import { z } from 'zod';

/** One sentence for each problem, each naming the path; an unknown key is told the nearest known one. */
export function describeProblems(
  error: z.ZodError,
  schema: z.ZodType,
  prefix: readonly string[] = [],
): readonly string[] {
  return error.issues.flatMap((issue) => {
    const path = issue.path.map(String);
    const name = (keys: readonly string[]) => [...prefix, ...keys].join('.') || 'the settings';
    if (issue.code !== 'unrecognized_keys') return [`${name(path)}: ${issue.message}`];
    const known = keysAt(schema, path);
    return issue.keys.map((key) => {
      const nearest = nearestKey(key, known);
      return `${name([...path, key])}: unknown setting${nearest ? `, did you mean "${nearest}"?` : `; known here: ${known.join(', ')}`}`;
    });
  });
}

function keysAt(schema: z.ZodType, path: readonly string[]): readonly string[] {
  let at: unknown = schema;
  for (const key of path) {
    at = unwrap(at);
    at = at instanceof z.ZodObject ? at.shape[key] : at instanceof z.ZodRecord ? at.valueType : undefined;
  }
  at = unwrap(at);
  return at instanceof z.ZodObject ? Object.keys(at.shape) : [];
}

function unwrap(schema: unknown): unknown {
  let at = schema;
  while (at instanceof z.ZodDefault || at instanceof z.ZodPrefault || at instanceof z.ZodOptional)
    at = at.unwrap();
  return at;
}

/** The known key that is fewest single-letter edits away, when it is near enough to be meant. */
export function nearestKey(key: string, known: readonly string[]): string | null {
  const near = known
    .map((candidate) => ({ candidate, edits: distance(key.toLowerCase(), candidate.toLowerCase()) }))
    .filter(({ candidate, edits }) => edits <= Math.max(2, Math.floor(candidate.length / 3)))
    .sort((a, b) => a.edits - b.edits);
  return near[0]?.candidate ?? null;
}

function distance(from: string, to: string): number {
  if (from.length > 60 || to.length > 60) return from === to ? 0 : 60;
  let row = Array.from({ length: to.length + 1 }, (_, i) => i);
  for (let i = 1; i <= from.length; i++) {
    const next = [i];
    for (let j = 1; j <= to.length; j++) {
      const swap = (row[j - 1] ?? 0) + (from[i - 1] === to[j - 1] ? 0 : 1);
      next.push(Math.min(swap, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row[to.length] ?? 0;
}
