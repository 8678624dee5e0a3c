import { z } from 'zod';
import { framings, type Story } from '../domain/assessment/reading.ts';
import type { SecondReading } from '../domain/ports.ts';

const longestLine = 200;

/** What looks like an address, a mention or a command has no place in a drafted line. */
const outOfPlace = /:\/\/|www\.|\[~|@\w|\/waymark|[\p{Cc}\u202a-\u202e\u2066-\u2069<>]/iu;

const line = z
  .string()
  .trim()
  .max(longestLine)
  .refine((text) => !outOfPlace.test(text))
  .transform((text) => text || null)
  .nullable();

const answer = z.strictObject({
  framing: z.enum(framings),
  confidence: z.number().min(0).max(1),
  quotes: z.array(z.string().min(3).max(500)).min(1).max(5),
  rewrite: z.strictObject({ persona: line, problem: line, expectedOutcome: line }).nullable(),
});

/** The answer, when its shape holds and every quote stands in the story word for word; else null. */
export function parseAnswer(content: string, story: Story): SecondReading | null {
  let raw: unknown;
  try {
    raw = JSON.parse(content);
  } catch {
    return null;
  }
  const parsed = answer.safeParse(raw);
  if (!parsed.success) return null;
  const isQuoted = (quote: string) => story.title.includes(quote) || story.description.includes(quote);
  return parsed.data.quotes.every(isQuoted) ? parsed.data : null;
}
