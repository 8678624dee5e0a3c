import type { WriteEntry } from '../../../domain/ports.ts';
import { ownNames, valueWords } from '../mission/write-back.tsx';
import { missionPath } from '../parts/names.ts';
import { ScrollTable } from '../parts/scroll-table.tsx';
import { Chip, Moment, Words } from '../parts/words.tsx';

export const stateWords = {
  intended: 'sending',
  written: 'written',
  held: 'held back',
  undone: 'taken back',
} as const;

/** Writes into trackers. */
export function WritesTable({ writes }: { writes: readonly WriteEntry[] }) {
  return (
    <ScrollTable label="Writes" head={['When', 'Where', 'What', 'Before', 'After', 'State']}>
      {writes.map((write) => (
        <Row key={write.seq} write={write} />
      ))}
    </ScrollTable>
  );
}

function Row({ write }: { write: WriteEntry }) {
  const { ref, key, kind, field, before, after, state, reason, at } = write;
  // Of a comment, the values are hashes of its text.
  const words = (value: WriteEntry['before']) =>
    kind === 'field' ? <Words of={valueWords(value)} longest={60} /> : '–';
  const name = <Words of={key} longest={60} />;
  return (
    <tr>
      <td>
        <Moment at={at} />
      </td>
      <td>{kind === 'update' ? name : <a href={missionPath(ref)}>{name}</a>}</td>
      <td>{field === null ? kind : (ownNames[field] ?? field)}</td>
      <td class="value">{words(before)}</td>
      <td class="value">{words(after)}</td>
      <td>
        <Chip kind={state}>{stateWords[state]}</Chip> {reason !== null && <Words of={reason} longest={200} />}
      </td>
    </tr>
  );
}
