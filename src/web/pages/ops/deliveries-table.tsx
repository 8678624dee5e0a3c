import type { Delivery } from '../../../domain/ports.ts';
import { missionPath, trackerNamesShown } from '../parts/names.ts';
import { Chip, Moment, Words } from '../parts/words.tsx';

/** Webhook calls that were let in, the last first, each to be sent through again. */
export function DeliveriesTable(props: { deliveries: readonly Delivery[]; csrfToken: string }) {
  const { deliveries, csrfToken } = props;
  if (deliveries.length === 0) return <p class="quiet">No delivery is here.</p>;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard
    <section class="scroll" aria-label="Deliveries, to scroll" tabIndex={0}>
      <table>
        <thead>
          <tr>
            {['No.', 'Received', 'Tracker', 'Event', 'Issue', 'State'].map((name) => (
              <th scope="col" key={name}>
                {name}
              </th>
            ))}
            <th scope="col">
              <span class="hear">What to do</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {deliveries.map((delivery) => (
            <Row key={delivery.seq} delivery={delivery} csrfToken={csrfToken} />
          ))}
        </tbody>
      </table>
    </section>
  );
}

function Row({ delivery, csrfToken }: { delivery: Delivery; csrfToken: string }) {
  const { seq, receivedAt, tracker, type, issue, status, reason } = delivery;
  return (
    <tr>
      <td class="number">{seq}</td>
      <td>
        <Moment at={receivedAt} />
      </td>
      <td>{trackerNamesShown[tracker]}</td>
      <td>
        <Words of={type} longest={60} />
      </td>
      <td>
        {issue && (
          <a href={missionPath({ tracker, id: issue.id })}>
            <Words of={issue.key ?? issue.id} longest={60} />
          </a>
        )}
      </td>
      <td>
        <Chip kind={status}>{status}</Chip> {reason !== null && <Words of={reason} longest={120} />}
      </td>
      <td>
        {issue && (
          <form method="post" action={`/ops/deliveries/${seq}/replay`}>
            <input type="hidden" name="_csrf" value={csrfToken} />
            <button type="submit" class="plain">
              Replay<span class="hear"> delivery {seq}</span>
            </button>
          </form>
        )}
      </td>
    </tr>
  );
}
