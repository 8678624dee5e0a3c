/** The longest heading or label, in characters; what is longer is prose. */
export const LONGEST_LABEL = 100;

/** A heading without numbering, decoration, case and closing punctuation: what headings are compared by. */
export function headingKey(heading: string): string {
  return heading
    .slice(0, LONGEST_LABEL)
    .toLowerCase()
    .replaceAll('’', "'")
    .replace(/^[^\p{L}\p{N}]+/u, '')
    .replace(/^\d{1,3}[.)]\s*/, '')
    .replace(/[^\p{L}\p{N}]+$/u, '')
    .replace(/\s+/g, ' ');
}
