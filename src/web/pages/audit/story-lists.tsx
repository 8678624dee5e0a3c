import type { AuditFigures, WorthRewriting } from '../../../domain/audit/audit.ts';
import type { AuditPeriod } from '../../../domain/audit/period.ts';
import { draftText } from '../../../domain/comment/drafted-rewrite.ts';
import type { AuditStory } from '../../../domain/ports.ts';
import { countWords, missionPath, percent } from '../parts/names.ts';
import { OutLink, Words } from '../parts/words.tsx';
import { changeWords, periodWords } from './audit-words.ts';

/** Stories that no key result asks for. */
export function NoGoal(props: { of: AuditFigures['noGoal']; period: AuditPeriod; more: string }) {
  const { of, period, more } = props;
  const change = of && changeWords(of);
  return (
    <section class="panel" aria-labelledby="no-goal">
      <h2 id="no-goal">Stories with no goal</h2>
      {of === null ? (
        <p class="quiet">Nobody keeps goals here yet, so no story can be linked to one.</p>
      ) : of.count === 0 ? (
        <p>Every story moves a key result.</p>
      ) : (
        <>
          <p>
            {percent(of.share)} of the stories of {periodWords(period)} move no key result ({of.count} of{' '}
            {of.of}
            {change === null ? '' : `, ${change} than before`}).
          </p>
          <details class="more-stories">
            <summary>{countWords(of.stories.length, 'story', 'stories')}, the last written first</summary>
            <ul class="bare stories">
              {of.stories.map((story) => (
                <li key={`${story.ref.tracker}:${story.ref.id}`}>
                  <StoryName story={story} />
                </li>
              ))}
            </ul>
          </details>
          <p>
            <a href={more}>All missions without a goal on the board</a>
          </p>
        </>
      )}
    </section>
  );
}

/** Open stories that are worth other words, each with a start. */
export function Rewrites({ stories }: { stories: readonly WorthRewriting[] }) {
  return (
    <section class="panel" aria-labelledby="rewrite">
      <h2 id="rewrite">Worth rewriting first</h2>
      <p class="quiet">
        Open stories: recipes first, then those that move a goal, say enough to begin from and are wanted
        soonest.
      </p>
      {stories.length === 0 && <p>No open story asks for other words.</p>}
      <ol class="stories">
        {stories.map((story, index) => (
          <li key={`${story.ref.tracker}:${story.ref.id}`}>
            <StoryName story={story} />
            <details class="open-form">
              <summary>
                A rewrite to start from <span class="hear">for {story.key}</span>
              </summary>
              <pre class="draft" id={`draft-${index}`}>
                {draftText(story.draft)}
              </pre>
              <div class="actions">
                <button type="button" class="plain" data-copy={`draft-${index}`} hidden>
                  Copy
                </button>
              </div>
            </details>
          </li>
        ))}
      </ol>
    </section>
  );
}

function StoryName({ story: { ref, key, title, url } }: { story: AuditStory }) {
  return (
    <>
      <a href={missionPath(ref)}>
        <Words of={title} longest={140} />
      </a>{' '}
      <span class="quiet">
        <OutLink href={url}>
          <Words of={key} longest={40} />
        </OutLink>
      </span>
    </>
  );
}
