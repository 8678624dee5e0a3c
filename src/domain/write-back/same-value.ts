import type { FieldValue } from './fields.ts';

/** A tracker may give an empty field as no value or as an empty text. */
export function isEmpty(value: FieldValue | undefined): boolean {
  return value === undefined || value === null || (typeof value === 'string' && value.trim() === '');
}

/**
 * Whether a person would call them the same: an administrator may have written an option's name with a capital, and a
 * number may come back as text.
 */
export function sameValue(a: FieldValue, b: FieldValue): boolean {
  if (isEmpty(a) || isEmpty(b)) return isEmpty(a) && isEmpty(b);
  return plain(a) === plain(b);
}

function plain(value: FieldValue): string {
  if (typeof value === 'number') return String(value);
  const text = String(value).normalize('NFKC').trim().replace(/\s+/g, ' ').toLowerCase();
  return /^[+-]?\d+(?:\.\d+)?$/.test(text) ? String(Number(text)) : text;
}
