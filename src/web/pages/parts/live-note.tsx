/**
 * Keeps the page up to date where scripts run: it listens to `stream`, looks at itself again when something changed,
 * and says politely what is different. The word shows only while it listens.
 */
export function LiveNote({ stream }: { stream: string }) {
  return (
    <>
      <span class="live" data-live={stream} hidden>
        live
      </span>
      <span class="hear" role="status" data-live-words></span>
    </>
  );
}
