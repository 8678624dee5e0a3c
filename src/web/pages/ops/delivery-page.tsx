import type { StoredDelivery } from '../../../domain/ports.ts';
import { visible } from '../../../domain/quoted.ts';
import type { Visitor } from '../page-route.ts';
import { ActionButton } from '../parts/action-button.tsx';
import { Fact } from '../parts/fact.tsx';
import { missionPath, trackerNamesShown } from '../parts/names.ts';
import { Chip, Moment, Words } from '../parts/words.tsx';
import { opsFrame } from './frame.tsx';

/** One webhook call with what came in; its body has been made fit to be shown. */
export function deliveryPage(delivery: StoredDelivery, visitor: Visitor): string {
  const { seq, tracker, type, issue, status, reason, receivedAt, finishedAt, deliveryKey, body } = delivery;
  return opsFrame({
    title: `Delivery ${seq}`,
    at: '/ops/deliveries',
    visitor,
    children: (
      <>
        <section class="panel" aria-label="About it">
          <dl class="facts">
            <Fact name="State">
              <Chip kind={status}>{status}</Chip> {reason !== null && <Words of={reason} longest={300} />}
            </Fact>
            <Fact name="Received">
              <Moment at={receivedAt} />
            </Fact>
            {finishedAt !== null && (
              <Fact name="Dealt with">
                <Moment at={finishedAt} />
              </Fact>
            )}
            <Fact name="Tracker">{trackerNamesShown[tracker]}</Fact>
            <Fact name="Event">
              <Words of={type} longest={200} />
            </Fact>
            {issue && (
              <Fact name="Issue">
                <a href={missionPath({ tracker, id: issue.id })}>
                  <Words of={issue.key ?? issue.id} longest={100} />
                </a>
              </Fact>
            )}
            <Fact name="Delivered under">
              <code>
                <Words of={deliveryKey} longest={300} />
              </code>
            </Fact>
          </dl>
          {issue && (
            <div class="actions">
              <ActionButton
                action={`/ops/deliveries/${seq}/replay`}
                csrfToken={visitor.csrfToken}
                name="Replay"
                about="this delivery"
              />
              <span class="quiet">Its issue is reviewed as it is now.</span>
            </div>
          )}
        </section>
        <section class="panel" aria-labelledby="body">
          <h2 id="body">What came in</h2>
          <p class="quiet">Secrets and e-mail addresses are blotted out, long texts are cut.</p>
          {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard */}
          <section class="scroll" aria-label="What came in, to scroll" tabIndex={0}>
            <pre class="body">{visible(JSON.stringify(body, null, 2))}</pre>
          </section>
        </section>
      </>
    ),
  });
}
