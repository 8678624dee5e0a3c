import type { WriteEntry } from '../../../domain/ports.ts';
import { valueWords } from '../mission/write-back.tsx';
import { missionPath } from '../parts/names.ts';
import { Chip, Moment, Words } from '../parts/words.tsx';

/** Writes into trackers, the last first. */
export function WritesTable(props: {
  id: string;
  title: string;
  writes: readonly WriteEntry[];
  none: string;
}) {
  const { id, title, writes, none } = props;
  return (
    <section class="panel" aria-labelledby={id}>
      <h2 id={id}>{title}</h2>
      {writes.length === 0 ? (
        <p class="quiet">{none}</p>
      ) : (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard
        <section class="scroll" aria-label={`${title}, to scroll`} tabIndex={0}>
          <table>
            <thead>
              <tr>
                {['When', 'Where', 'What', 'Before', 'After', 'State'].map((name) => (
                  <th scope="col" key={name}>
                    {name}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {writes.map((write) => (
                <Row key={write.seq} write={write} />
              ))}
            </tbody>
          </table>
        </section>
      )}
    </section>
  );
}

function Row({ write }: { write: WriteEntry }) {
  const { ref, key, kind, field, before, after, state, reason, at } = write;
  // Of a comment, the values are hashes of its text.
  const words = (value: WriteEntry['before']) =>
    kind === 'field' ? <Words of={valueWords(value)} longest={60} /> : '–';
  return (
    <tr>
      <td>
        <Moment at={at} />
      </td>
      <td>
        <a href={missionPath(ref)}>
          <Words of={key} longest={60} />
        </a>
      </td>
      <td>{field ?? kind}</td>
      <td>{words(before)}</td>
      <td>{words(after)}</td>
      <td>
        <Chip kind={state}>{state === 'intended' ? 'sending' : state}</Chip>{' '}
        {reason !== null && <Words of={reason} longest={200} />}
      </td>
    </tr>
  );
}
