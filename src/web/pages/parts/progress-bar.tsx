/** Shares from 0 to 1 on the way from start to target. */
export interface Way {
  readonly done: number;
  /** Where an even pace would be; null where there is none. */
  readonly expected: number | null;
  /** Between which two it will most likely end; null where that is not known. */
  readonly ends: { readonly low: number; readonly high: number } | null;
}

/**
 * How far something is on its way: the filled part is done, the upright mark is an even pace, the band is where it will
 * most likely end. `label` says the same in words; `kind` is a status, whose colour it takes.
 */
export function ProgressBar({ way, label, kind }: { way: Way; label: string; kind: string }) {
  const { done, expected, ends } = way;
  const wide = (share: number) => Math.round(Math.min(1, Math.max(0, share)) * 1000) / 10;
  return (
    <svg
      class={`bar is-${kind}`}
      viewBox="0 0 100 16"
      preserveAspectRatio="none"
      role="img"
      aria-label={label}
    >
      <rect class="track" x="0" y="3" width="100" height="10" />
      {ends && (
        <rect
          class="ends"
          x={wide(ends.low)}
          y="3"
          width={Math.max(0.8, wide(ends.high) - wide(ends.low))}
          height="10"
        />
      )}
      <rect class="done" x="0" y="3" width={wide(done)} height="10" />
      {expected !== null && (
        <rect class="expected" x={Math.min(99.2, wide(expected))} y="0" width="0.8" height="16" />
      )}
    </svg>
  );
}
