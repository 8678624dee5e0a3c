import type { WaymarkEvent } from '../../../domain/event.ts';
import { Moment, Words } from '../parts/words.tsx';

/** What happened to the mission, the last first. */
export function History({ events }: { events: readonly WaymarkEvent[] }) {
  return (
    <section class="panel" aria-labelledby="history">
      <h2 id="history">History</h2>
      {events.length === 0 && <p class="quiet">Nothing has happened yet.</p>}
      <ol class="bare history">
        {events.map(({ topic, at, actor, data }, index) => (
          <li key={index}>
            <span class="quiet">
              <Moment at={at} />
            </span>
            <span>
              {topicWords(topic)} <Details data={data} />
              {actor !== 'waymark' && (
                <span class="quiet">
                  {' '}
                  by <Words of={actor} longest={80} />
                </span>
              )}
            </span>
          </li>
        ))}
      </ol>
    </section>
  );
}

/** `finding.opened` reads as “finding opened”. */
const topicWords = (topic: string) => topic.replaceAll(/[.-]/g, ' ');

const told = [
  ...(['check', 'framing', 'command', 'field', 'fields', 'after', 'of', 'state', 'reason'] as const),
  ...(['note', 'detail'] as const),
];

function Details({ data }: Pick<WaymarkEvent, 'data'>) {
  const words = details(data);
  return words === '' ? null : <Words of={words} longest={200} />;
}

/** Those parts of an event's data that say something to a person; the key is in the page's head already. */
function details(data: WaymarkEvent['data']): string {
  return told
    .flatMap((name) => {
      const value = data[name];
      if (Array.isArray(value)) return value.filter((one) => typeof one === 'string').join(', ');
      return typeof value === 'string' ? [value] : [];
    })
    .filter((words) => words !== '')
    .join(' · ');
}
