import type { LinkedIssue } from '../../../domain/okr/evidence.ts';
import type { KeyResultView } from '../../../workflows/view-goal.ts';
import { countWords, missionPath } from '../parts/names.ts';
import { Chip, Words } from '../parts/words.tsx';

const mostShown = 12;

/** The missions behind the figure: those that were done in its period, and those that are still to be. */
export function Evidence({ view }: { view: KeyResultView }) {
  const { done, open } = view.now.evidence;
  return (
    <section class="panel" aria-labelledby="evidence">
      <h2 id="evidence">The work behind it</h2>
      {done.length + open.length === 0 && <p class="quiet">No mission is linked to it that you can see.</p>}
      <Group title="Done" issues={done} />
      <Group title="Still open" issues={open} />
      {view.hasMoreIssues && <p class="quiet">More are linked; these are the last ones.</p>}
    </section>
  );
}

function Group({ title, issues }: { title: string; issues: readonly LinkedIssue[] }) {
  if (issues.length === 0) return null;
  const rest = issues.slice(mostShown);
  return (
    <>
      <h3>{`${title} (${issues.length})`}</h3>
      <Issues issues={issues.slice(0, mostShown)} />
      {rest.length > 0 && (
        <details>
          <summary>{countWords(rest.length, 'more', 'more')}</summary>
          <Issues issues={rest.slice(0, 200)} />
        </details>
      )}
    </>
  );
}

function Issues({ issues }: { issues: readonly LinkedIssue[] }) {
  return (
    <ul class="bare issues">
      {issues.map(({ ref, key, title, status, doneOn }) => (
        <li key={`${ref.tracker}:${ref.id}`}>
          <a href={missionPath(ref)}>
            <Words of={key} longest={40} /> <Words of={title} longest={120} />
          </a>{' '}
          <Chip kind={status.category === 'done' ? 'done' : 'line'}>
            <Words of={status.name} longest={40} />
          </Chip>
          {doneOn !== null && <span class="quiet">{` ${doneOn}`}</span>}
        </li>
      ))}
    </ul>
  );
}
