import type { StoredCheckIn } from '../../../domain/ports.ts';
import { goalPath } from '../parts/names.ts';
import { ScrollTable } from '../parts/scroll-table.tsx';
import { Chip, OutLink, Words } from '../parts/words.tsx';
import { confidenceKinds } from './goal-names.ts';

const mostRows = 100;
const sources: Readonly<Record<StoredCheckIn['source'], string>> = {
  manual: 'said',
  issues: 'measured by issues',
  'http-json': 'measured',
  prometheus: 'measured',
  import: 'imported',
};

/** Everything that was said of a key result, the newest first: the figures behind the chart. */
export function CheckIns(props: { rows: readonly StoredCheckIn[]; mayCorrect: boolean }) {
  const { rows, mayCorrect } = props;
  const newestFirst = rows.toReversed().toSorted((a, b) => (a.day === b.day ? 0 : a.day < b.day ? 1 : -1));
  const corrected = new Set(rows.map(({ corrects }) => corrects));
  return (
    <section class="panel" aria-labelledby="check-ins">
      <h2 id="check-ins">Check-ins</h2>
      {rows.length === 0 ? (
        <p class="quiet">Nobody has said yet where it stands.</p>
      ) : (
        <ScrollTable
          label="Check-ins"
          head={[
            ...['As of', { number: 'Value' }, 'Confidence', 'What was said', 'By'],
            ...(mayCorrect ? [{ hear: 'What can be done' }] : []),
          ]}
        >
          {newestFirst.slice(0, mostRows).map((row) => (
            <Row key={row.id} {...{ row, mayCorrect }} isCorrected={corrected.has(row.id)} />
          ))}
        </ScrollTable>
      )}
      {rows.length > mostRows && (
        <p class="quiet">{`The newest ${mostRows} of ${rows.length}; the API has all of them.`}</p>
      )}
    </section>
  );
}

function Row(props: { row: StoredCheckIn; isCorrected: boolean; mayCorrect: boolean }) {
  const { row, isCorrected, mayCorrect } = props;
  const links = row.evidence;
  const value = <Words of={row.value.text} longest={60} />;
  return (
    <tr>
      <td class="nowrap">{row.day}</td>
      <td class="number">{isCorrected ? <s>{value}</s> : value}</td>
      <td>
        {row.confidence === null ? '–' : <Chip kind={confidenceKinds[row.confidence]}>{row.confidence}</Chip>}
      </td>
      <td class="said">
        {isCorrected && (
          <>
            <Chip kind="line">corrected</Chip>{' '}
          </>
        )}
        {row.corrects !== null && (
          <>
            <Chip kind="line">a correction</Chip>{' '}
          </>
        )}
        {row.note !== null && <Words of={row.note} longest={600} />}
        {links.map((link, index) => (
          <span key={link}>
            {' '}
            <OutLink href={link}>{links.length === 1 ? 'evidence' : `evidence ${index + 1}`}</OutLink>
          </span>
        ))}
      </td>
      <td class="by">
        {row.author === 'waymark' ? '' : <Words of={row.author} longest={60} />}{' '}
        <span class="quiet">{sources[row.source]}</span>
      </td>
      {mayCorrect && (
        <td class="nowrap">
          {!isCorrected && (
            <a href={`${goalPath(row.keyResult)}?corrects=${encodeURIComponent(row.id)}#check-in`}>
              Correct<span class="hear"> what was said for {row.day}</span>
            </a>
          )}
        </td>
      )}
    </tr>
  );
}
