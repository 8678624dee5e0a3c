import { findingsOf } from '../domain/assessment/assess.ts';
import { readStory } from '../domain/assessment/read-story.ts';
import type { Story } from '../domain/assessment/reading.ts';

export interface AssessLinesOptions {
  /** Adds what was heard, with weights and quotes. */
  readonly explain?: boolean;
}

/** One answer line; `failed` says that the line could not be read. */
export interface AnswerLine {
  readonly json: string;
  readonly failed: boolean;
}

const LONGEST_LINE = 4_000_000;

/**
 * Reads JSON Lines (`{"id","title","description"}`) and answers each, in order, one line per line read. Holds one
 * line at a time. A blank line is passed over; one that is no story yields `{"id":null,"error":"…"}` and the run goes on.
 */
export async function* assessLines(
  lines: AsyncIterable<string> | Iterable<string>,
  options: AssessLinesOptions = {},
): AsyncGenerator<AnswerLine> {
  for await (const line of lines) {
    if (line.trim() === '') continue;
    const story = parseStory(line);
    if (typeof story === 'string') yield { json: JSON.stringify({ id: null, error: story }), failed: true };
    else yield { json: JSON.stringify(answer(story, options)), failed: false };
  }
}

function answer(story: Story, { explain = false }: AssessLinesOptions): object {
  const reading = readStory(story, { explain });
  const { framing, confidence, persona, problem, benefit, target, value, signals } = reading;
  const findings = findingsOf(story, reading).map(({ check, severity, message, evidence, suggestion }) => ({
    check,
    severity,
    message,
    evidence,
    suggestion,
  }));
  return {
    id: story.id ?? null,
    framing,
    confidence,
    persona,
    problem,
    benefit,
    target,
    value,
    findings,
    ...(signals ? { signals } : {}),
  };
}

function parseStory(line: string): Story | string {
  if (line.length > LONGEST_LINE) return 'the line is too long';
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch {
    return 'the line is not JSON';
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return 'the line is not an object';
  const { id, title, description } = value as Record<string, unknown>;
  if (typeof title !== 'string') return 'title must be text';
  if (id !== undefined && id !== null && typeof id !== 'string' && typeof id !== 'number')
    return 'id must be text';
  if (description !== undefined && description !== null && typeof description !== 'string') {
    return 'description must be text';
  }
  return {
    title,
    description: description ?? '',
    ...(id === undefined || id === null ? {} : { id: String(id) }),
  };
}
