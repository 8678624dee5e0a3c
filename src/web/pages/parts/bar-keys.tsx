/** How to read the bars of goals. */
export function BarKeys() {
  return (
    <p class="quiet legend">
      <Key kind="bar is-on-track key" mark={<rect class="done" x="0" y="3" width="60" height="10" />}>
        done
      </Key>
      <PaceKey />
      <Key kind="bar key" mark={<rect class="ends" x="40" y="3" width="45" height="10" />}>
        where 8 in 10 forecasts end
      </Key>
    </p>
  );
}

/** The upright mark, on which every bar stands or falls. */
export function PaceKey() {
  return (
    <Key kind="bar key" mark={<rect class="expected" x="48" y="0" width="5" height="16" />}>
      an even pace
    </Key>
  );
}

function Key({ kind, mark, children }: { kind: string; mark: preact.VNode; children: string }) {
  return (
    <span>
      <svg class={kind} viewBox="0 0 100 16" preserveAspectRatio="none" aria-hidden="true">
        <rect class="track" x="0" y="3" width="100" height="10" />
        {mark}
      </svg>{' '}
      {children}
    </span>
  );
}
