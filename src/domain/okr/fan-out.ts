import { z } from 'zod';

/** How far the telling of progress has come among the issues: all before `after`, in the order of names, have it. */
export interface FanOutPosition {
  readonly keyResults: readonly string[];
  /** `tracker:id` of the last issue that was dealt with; null at the beginning. */
  readonly after: string | null;
}

const schema = z.object({ keyResults: z.array(z.string()), after: z.string().nullable() });

export const writePosition = (position: FanOutPosition): string => JSON.stringify(position);

/** Null when nothing is under way. */
export function readPosition(reference: string | null | undefined): FanOutPosition | null {
  if (reference === null || reference === undefined) return null;
  try {
    return schema.parse(JSON.parse(reference));
  } catch {
    return null;
  }
}

/** With more to tell, it begins anew: those that were dealt with may serve what changed now. */
export function extendPosition(
  open: FanOutPosition | null,
  changed: readonly string[],
): FanOutPosition | null {
  if (changed.length === 0) return open;
  return { keyResults: [...new Set([...(open?.keyResults ?? []), ...changed])], after: null };
}
