/** A part of a whole, with the class that gives its colour. */
export interface Share {
  readonly kind: string;
  readonly count: number;
}

/** Parts of a whole side by side. The words that say the same stand beside it. */
export function ShareBar({ shares, label }: { shares: readonly Share[]; label: string }) {
  const total = shares.reduce((sum, { count }) => sum + count, 0);
  if (total === 0) return null;
  let from = 0;
  return (
    <svg class="shares" viewBox="0 0 100 16" preserveAspectRatio="none" role="img" aria-label={label}>
      {shares.map(({ kind, count }) => {
        const width = (count / total) * 100;
        const x = from;
        from += width;
        return count === 0 ? null : (
          <rect key={kind} class={`is-${kind}`} x={x} y="0" width={Math.max(0.5, width - 0.6)} height="16" />
        );
      })}
    </svg>
  );
}
