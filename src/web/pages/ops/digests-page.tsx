import type { DigestRecord, MailRow, MailState } from '../../../domain/ports.ts';
import type { DigestsView } from '../../../workflows/view-ops.ts';
import type { Visitor } from '../page-route.ts';
import { countWords } from '../parts/names.ts';
import { ScrollTable } from '../parts/scroll-table.tsx';
import { Chip, Moment, Words } from '../parts/words.tsx';
import { Nothing, opsFrame } from './frame.tsx';

const mailMarks: Readonly<Record<MailState, string>> = {
  sent: 'done',
  sending: 'active',
  waiting: 'active',
  held: 'waiting',
  unknown: 'waiting',
  expired: 'waiting',
  refused: 'failed',
  bounced: 'failed',
};
const mailWords: Readonly<Record<MailState, string>> = {
  sent: 'sent',
  sending: 'on its way',
  waiting: 'waiting',
  held: 'held: wants none',
  unknown: 'not known whether it arrived',
  expired: 'its day passed',
  refused: 'refused',
  bounced: 'came back',
};
const recordMarks: Readonly<Record<DigestRecord['state'], string>> = {
  open: 'active',
  finished: 'done',
  quiet: 'line',
  missed: 'waiting',
};
const recordWords: Readonly<Record<DigestRecord['state'], string>> = {
  open: 'on its way',
  finished: 'finished',
  quiet: 'nothing to say',
  missed: 'its day had passed',
};

/** Who gets a digest, what was sent last, and which mails want a look. */
export function opsDigestsPage({ audiences, records, mails }: DigestsView, visitor: Visitor): string {
  const odd = mails.filter(({ state }) =>
    ['held', 'unknown', 'refused', 'expired', 'bounced'].includes(state),
  );
  return opsFrame({
    title: 'Digests',
    at: '/ops/digests',
    visitor,
    children: (
      <>
        <section class="panel" aria-labelledby="audiences">
          <h2 id="audiences">Audiences</h2>
          {audiences.length === 0 ? (
            <Nothing title="Nobody gets one yet">
              Name audiences under <code>digest.audiences</code> in the settings.
            </Nothing>
          ) : (
            <ul class="bare">
              {audiences.map(({ name, title, weekday, at, timeZone, to }) => (
                <li key={name} class="finding">
                  <b>
                    <Words of={title ?? name} longest={80} />
                  </b>
                  , {weekday} at {at} in {timeZone}, to {countWords(to.length, 'address', 'addresses')}:{' '}
                  <a href={`/digests/preview/${name}`}>preview</a>
                </li>
              ))}
            </ul>
          )}
          <p>
            <a href="/digests">All about the digests</a>
          </p>
        </section>
        <section class="panel" aria-labelledby="sent">
          <h2 id="sent">Last digests</h2>
          {records.length === 0 ? (
            <Nothing title="None has been due yet">
              The first one comes with its audience’s next hour.
            </Nothing>
          ) : (
            <ScrollTable label="Last digests" head={['Day', 'Audience', 'Subject', 'State', 'Mails']}>
              {records.map((record) => (
                <RecordRow key={`${record.audience} ${record.period}`} record={record} mails={mails} />
              ))}
            </ScrollTable>
          )}
        </section>
        <section class="panel" aria-labelledby="odd">
          <h2 id="odd">Mails that want a look</h2>
          {odd.length === 0 ? (
            <Nothing title="None">Every mail lately was taken by the mail server, or is on its way.</Nothing>
          ) : (
            <ScrollTable label="Mails" head={['When', 'Audience', 'To', 'State', { number: 'Tries' }]}>
              {odd.map((mail) => (
                <MailLine key={mail.id} mail={mail} />
              ))}
            </ScrollTable>
          )}
        </section>
      </>
    ),
  });
}

function RecordRow({ record, mails }: { record: DigestRecord; mails: readonly MailRow[] }) {
  const { audience, period, subject, state } = record;
  const mine = mails.filter((mail) => mail.audience === audience && mail.period === period);
  const states = [...new Set(mine.map((mail) => mail.state))];
  return (
    <tr>
      <td>{period}</td>
      <td>
        <Words of={audience} longest={60} />
      </td>
      <td>
        <Words of={subject} longest={120} />
      </td>
      <td>
        <Chip kind={recordMarks[state]}>{recordWords[state]}</Chip>
      </td>
      <td>
        {states
          .map((one) => `${mine.filter((mail) => mail.state === one).length} ${mailWords[one]}`)
          .join(', ')}
      </td>
    </tr>
  );
}

function MailLine({ mail }: { mail: MailRow }) {
  const { audience, recipient, state, attempts, detail, at } = mail;
  return (
    <tr>
      <td>
        <Moment at={at} />
      </td>
      <td>
        <Words of={audience} longest={60} />
      </td>
      <td>{veiled(recipient)}</td>
      <td>
        <Chip kind={mailMarks[state]}>{mailWords[state]}</Chip>{' '}
        {detail !== null && <Words of={detail} longest={200} />}
      </td>
      <td class="number">{attempts}</td>
    </tr>
  );
}

/** Enough of an address to know whose it is. */
function veiled(address: string): string {
  const [name = '', domain = ''] = address.split('@');
  return `${name.slice(0, 2)}…@${domain.slice(0, 80)}`;
}
