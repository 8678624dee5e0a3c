import type { FieldChange } from '../../domain/write-back/fields.ts';
import { sameValue } from '../../domain/write-back/same-value.ts';
import { type FieldLook, fieldValues } from './fields.ts';

/** Remembers for a while how issues were seen, so that a write right after a look need not look again. */
export interface Looks {
  see(issueId: string, look: FieldLook): void;
  /** What was seen, when it is what these changes start from. */
  recall(issueId: string, changes: readonly FieldChange[]): FieldLook | null;
  forget(issueId: string): void;
}

const MOST = 1000;
const LONGEST_MS = 10 * 60_000;

export function createLooks(now: () => number = Date.now): Looks {
  const seen = new Map<string, { readonly look: FieldLook; readonly at: number }>();

  return {
    see(issueId, look) {
      seen.delete(issueId);
      seen.set(issueId, { look, at: now() });
      const oldest = seen.keys().next();
      if (seen.size > MOST && !oldest.done) seen.delete(oldest.value);
    },
    recall(issueId, changes) {
      const found = seen.get(issueId);
      if (!found || now() - found.at > LONGEST_MS) return null;
      const values = fieldValues(found.look);
      const fits = changes.every(({ field, from }) => sameValue(values[field] ?? null, from));
      return fits ? found.look : null;
    },
    forget: (issueId) => void seen.delete(issueId),
  };
}
