import { type DraftLine, draftText } from '../../../domain/comment/drafted-rewrite.ts';

/** The rewrite to start from, as text to copy. */
export function Draft({ lines }: { lines: readonly DraftLine[] }) {
  return (
    <section class="panel" aria-labelledby="draft-title">
      <h2 id="draft-title">A rewrite to start from</h2>
      <p class="quiet">The story’s own words, with blanks where it says nothing.</p>
      <pre class="draft" id="draft">
        {draftText(lines)}
      </pre>
      <div class="actions">
        <button type="button" class="plain" data-copy="draft" hidden>
          Copy
        </button>
      </div>
    </section>
  );
}
