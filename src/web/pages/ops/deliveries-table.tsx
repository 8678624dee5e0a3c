import type { Delivery } from '../../../domain/ports.ts';
import { ActionButton } from '../parts/action-button.tsx';
import { missionPath, trackerNamesShown } from '../parts/names.ts';
import { ScrollTable } from '../parts/scroll-table.tsx';
import { Chip, Moment, Words } from '../parts/words.tsx';

/** Webhook calls that were let in, each to be looked at and sent through again. */
export function DeliveriesTable(props: { deliveries: readonly Delivery[]; csrfToken: string }) {
  const { deliveries, csrfToken } = props;
  const head = [{ number: 'No.' }, 'Received', 'Tracker', 'Event', 'Issue', 'State', { hear: 'What to do' }];
  return (
    <ScrollTable label="Deliveries" head={head}>
      {deliveries.map((delivery) => (
        <Row key={delivery.seq} delivery={delivery} csrfToken={csrfToken} />
      ))}
    </ScrollTable>
  );
}

function Row({ delivery, csrfToken }: { delivery: Delivery; csrfToken: string }) {
  const { seq, receivedAt, tracker, type, issue, status, reason } = delivery;
  return (
    <tr>
      <td class="number">
        <a href={`/ops/deliveries/${seq}`}>{seq}</a>
      </td>
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
          <ActionButton
            action={`/ops/deliveries/${seq}/replay`}
            csrfToken={csrfToken}
            name="Replay"
            about={`delivery ${seq}`}
          />
        )}
      </td>
    </tr>
  );
}
