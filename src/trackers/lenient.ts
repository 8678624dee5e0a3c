import { z } from 'zod';

/**
 * Reads with `schema`, and takes whatever does not fit as absent: one odd field never spoils the rest. What is not there
 * at all is the common case, and the default spares zod the making of an error for it.
 */
export const lenient = <T extends z.ZodType>(schema: T) => schema.nullable().default(null).catch(null);

/** The members that fit; the others, or something that is no list at all, are left out. */
export const lenientList = <T extends z.ZodType>(schema: T) =>
  z
    .array(z.unknown())
    .catch([])
    .transform((items) =>
      items.flatMap((item) => {
        const read = schema.safeParse(item);
        return read.success ? [read.data] : [];
      }),
    );

/** An id of a tracker, given as text or number. What could be mistaken for a path is none. */
export const trackerId = z
  .union([z.string(), z.number().int().nonnegative()])
  .transform(String)
  .pipe(z.string().regex(/^[\w:-]{1,128}$/));

/** Most texts are; told with one quick look. */
const plain = /^[\t\n\r\x20-\x7e]*$/;

/** Text without what databases and terminals stumble over, cut to `limit` characters. */
export function tidy(text: string, limit: number): string {
  const kept = text.length > limit ? text.slice(0, limit) : text;
  if (plain.test(kept)) return kept;
  return kept.replace(/[^\P{Cc}\t\n\r]/gu, '').replace(/\p{Surrogate}/gu, '\ufffd');
}

const EARLIEST = Date.UTC(2000, 0, 1);
const LATEST = Date.UTC(2100, 0, 1);

/** ISO 8601 in UTC from epoch milliseconds or a date text; null when it is no time between 2000 and 2100. */
export function isoTime(value: string | number | null | undefined): string | null {
  if (value === null || value === undefined || value === '') return null;
  const ms = new Date(value).getTime();
  return ms >= EARLIEST && ms < LATEST ? new Date(ms).toISOString() : null;
}

/** `YYYY-MM-DD` when the text starts with a real date. */
export function isoDate(value: string | null | undefined): string | null {
  const day = /^\d{4}-\d{2}-\d{2}/.exec(value ?? '')?.[0];
  return day !== undefined && isoTime(`${day}T00:00:00Z`)?.startsWith(day) ? day : null;
}
