import { topicFamilies } from '../../../domain/event-stream/topic-pattern.ts';
import type { SubscriberStanding } from '../../../workflows/subscriber-desk.ts';
import type { Visitor } from '../page-route.ts';
import { ActionButton } from '../parts/action-button.tsx';
import { Fact } from '../parts/fact.tsx';
import { Chip, Moment, Words } from '../parts/words.tsx';
import { Nothing, opsFrame } from './frame.tsx';
import type { OpsQuery } from './ops-query.ts';

/** Who is called with what happens, and how far each has come. */
export function subscribersPage(
  subscribers: readonly SubscriberStanding[],
  asked: OpsQuery,
  visitor: Visitor,
): string {
  return opsFrame({
    title: 'Subscribers',
    at: '/ops/subscribers',
    visitor,
    done: asked.done,
    children:
      subscribers.length === 0 ? (
        <section class="panel">
          <Nothing title="Nobody is called yet">
            A subscriber is a program that Waymark calls with what happens, for instance {families()}. Add one
            with <code>waymark subscriber add</code> or <code>POST /api/v1/subscribers</code>.
          </Nothing>
        </section>
      ) : (
        subscribers.map((one) => <Subscriber key={one.id} subscriber={one} csrfToken={visitor.csrfToken} />)
      ),
  });
}

const families = () => `${Object.keys(topicFamilies)[0]}.*`;

function Subscriber({ subscriber, csrfToken }: { subscriber: SubscriberStanding; csrfToken: string }) {
  const { id, name, url, topics, state, because, position, behind, failures, problem } = subscriber;
  const isFailing = state === 'enabled' && failures > 0;
  return (
    <section class="panel" aria-labelledby={id}>
      <div class="head">
        <h2 id={id}>
          <Words of={name} longest={100} />
        </h2>
        <Chip kind={state === 'disabled' ? 'failed' : isFailing ? 'waiting' : 'done'}>
          {state === 'disabled' ? 'switched off' : isFailing ? 'failing' : 'well'}
        </Chip>
      </div>
      {because !== null && (
        <p class="notice bad">
          <Words of={because} longest={300} />
        </p>
      )}
      <dl class="facts">
        <Fact name="Address">
          <bdi>{url}</bdi>
        </Fact>
        <Fact name="Topics">
          <code>{topics}</code>
        </Fact>
        <Fact name="Position">
          {position.toLocaleString('en')}
          {behind === 0 ? ', up to date' : `, ${behind.toLocaleString('en')} behind`}
        </Fact>
        <Fact name="Last taken">
          {subscriber.takenAt ? <Moment at={subscriber.takenAt} /> : 'nothing yet'}
        </Fact>
        {failures > 0 && (
          <Fact name="Failing">
            <Words of={problem ?? ''} longest={300} /> {failures} in a row
            {subscriber.failingSince && (
              <>
                {' '}
                since <Moment at={subscriber.failingSince} />
              </>
            )}
            {subscriber.nextTryAt && (
              <>
                , again at <Moment at={subscriber.nextTryAt} />
              </>
            )}
          </Fact>
        )}
        <Fact name="Id">
          <code>{id}</code>
        </Fact>
      </dl>
      <div class="actions">
        <ActionButton action={`/ops/subscribers/${id}/test`} csrfToken={csrfToken} name="Test" about={name} />
        {(state === 'disabled' || isFailing) && (
          <ActionButton
            action={`/ops/subscribers/${id}/enable`}
            csrfToken={csrfToken}
            name={state === 'disabled' ? 'Switch on' : 'Try now'}
            about={name}
          />
        )}
        <form class="act" method="post" action={`/ops/subscribers/${id}/replay`}>
          <input type="hidden" name="_csrf" value={csrfToken} />
          <label class="inline" for={`from-${id}`}>
            Send again from position
          </label>
          <input
            id={`from-${id}`}
            class="short"
            name="from"
            inputMode="numeric"
            pattern="[0-9]{1,15}"
            required
            value={String(position)}
          />
          <button type="submit" class="plain">
            Send again<span class="hear"> to {name}</span>
          </button>
        </form>
      </div>
    </section>
  );
}
