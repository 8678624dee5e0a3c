import type { Assessment } from '../../../domain/assessment/assessment.ts';
import type { Issue } from '../../../domain/issue.ts';
import {
  type EvidenceKind,
  type MarkedPiece,
  marksOf,
  markText,
} from '../../../domain/mission/marked-text.ts';
import { visible } from '../../../domain/quoted.ts';
import { OutLink } from '../parts/words.tsx';

const kindNames: Readonly<Record<EvidenceKind, string>> = {
  solution: 'solution',
  persona: 'persona',
  trouble: 'problem',
  outcome: 'outcome',
  worth: 'value',
  finding: 'finding',
};

/** What is longer is read in the tracker. */
const longestStory = 20_000;

/** The story as people wrote it, with the words marked that it was read by. */
export function Story({ issue, assessment }: { issue: Issue; assessment: Assessment }) {
  const marks = marksOf(assessment);
  const description = issue.description.slice(0, longestStory);
  return (
    <section class="panel" aria-labelledby="story">
      <h2 id="story">The story</h2>
      <p>
        <strong>
          <Marked pieces={markText(issue.title.slice(0, 2_000), marks)} />
        </strong>
      </p>
      {description.trim() === '' ? (
        <p class="quiet">It has no description.</p>
      ) : (
        <div class="story" dir="auto">
          <Marked pieces={markText(description, marks)} />
        </div>
      )}
      {issue.description.length > longestStory && (
        <p class="quiet">
          Only its beginning is shown. <OutLink href={issue.url}>Read all of it</OutLink>.
        </p>
      )}
    </section>
  );
}

function Marked({ pieces }: { pieces: readonly MarkedPiece[] }) {
  return (
    <>
      {pieces.map(({ text, kinds }, index) => {
        const words = visible(text);
        const [first] = kinds;
        if (!first || words.trim() === '') return words;
        // The name stands at the end of a mark, once, however many pieces the mark was cut into.
        const goesOn = pieces[index + 1]?.kinds ?? [];
        const ending = kinds.filter((kind) => !goesOn.includes(kind));
        return (
          <mark key={index} class={first}>
            {words}
            {ending.length > 0 && (
              <span class="kind">{ending.map((kind) => kindNames[kind]).join(', ')}</span>
            )}
          </mark>
        );
      })}
    </>
  );
}
