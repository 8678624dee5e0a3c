import type { WriteEntry } from '../../../domain/ports.ts';
import type { FieldComparison } from '../../../domain/write-back/compare-fields.ts';
import type { SyncedField } from '../../../domain/write-back/fields.ts';
import type { WriteBackView } from '../../../workflows/compare-write-back.ts';
import { fieldNames } from '../parts/names.ts';
import { scrolls } from '../parts/scrolls.ts';
import { Chip, Moment, Words } from '../parts/words.tsx';

/** What people call what is written into trackers. */
export const ownNames: Partial<Record<SyncedField, string>> = {
  ...fieldNames,
  framing: 'Framing',
  okrProgress: 'OKR progress',
  okrScore: 'OKR score',
  okrStatus: 'OKR status',
  keyResult: 'Key result',
};

/** What Waymark wants on the issue against what is there and why, and what it wrote. */
export function WriteBack({ view }: { view: WriteBackView }) {
  const { lookedAt, writes, stop } = view;
  const fields = view.fields?.filter(({ isLeft }) => !isLeft) ?? null;
  const left = view.fields?.filter(({ isLeft }) => isLeft) ?? [];
  return (
    <section class="panel" aria-labelledby="write-back">
      <h2 id="write-back">In the tracker</h2>
      {stop && (
        <p class="notice bad">
          Waymark writes nothing here: <Words of={stop.detail} longest={300} />
        </p>
      )}
      <CommentState view={view} />
      {fields === null ? (
        <p class="quiet">Its fields have not been looked at yet.</p>
      ) : fields.length === 0 ? (
        <p class="quiet">Waymark writes none of its fields.</p>
      ) : (
        <div class="scroll" {...scrolls}>
          <table>
            <caption>Fields, as of the look at {lookedAt !== null && <Moment at={lookedAt} />}</caption>
            <thead>
              <tr>
                <th scope="col">Field</th>
                <th scope="col">Wanted</th>
                <th scope="col">There</th>
              </tr>
            </thead>
            <tbody>
              {fields.map((field) => (
                <Comparison key={field.field} of={field} />
              ))}
            </tbody>
          </table>
        </div>
      )}
      {left.length > 0 && (
        <p class="quiet">
          Left to people, because <code>writeBack.fill</code> is off for them:{' '}
          {left.map(({ field }) => (ownNames[field] ?? field).toLowerCase()).join(', ')}.
        </p>
      )}
      <h3>Written</h3>
      {writes.length === 0 && <p class="quiet">Nothing yet.</p>}
      <ul class="bare">
        {writes.map((entry) => (
          <Entry key={entry.seq} entry={entry} />
        ))}
      </ul>
    </section>
  );
}

function Comparison({ of: { field, wanted, there, why } }: { of: FieldComparison }) {
  return (
    <>
      <tr>
        <th scope="row">{ownNames[field]}</th>
        <td>
          <Words of={valueWords(wanted)} longest={80} />
        </td>
        <td>
          {there === undefined ? (
            <span class="quiet">no field</span>
          ) : (
            <Words of={valueWords(there)} longest={80} />
          )}{' '}
          {why === null && <Chip kind="done">same</Chip>}
        </td>
      </tr>
      {why !== null && (
        <tr class="why">
          <td colSpan={3} class="quiet">
            <Words of={why} longest={600} />
          </td>
        </tr>
      )}
    </>
  );
}

const commentWords = {
  intended: 'is being written',
  published: 'is there',
  withdrawn: 'is not there',
  'deleted-by-person': 'was deleted by a person and stays away; /waymark on brings it back',
} as const;
const nextWords = {
  created: 'It is to be written',
  updated: 'It is to be edited',
  removed: 'It is to go',
} as const;

const neverWords = {
  'comments-off': 'Comments are off here: comment.enabled is false.',
  'sub-task': 'Sub-tasks get none.',
  'marked-off': 'Waymark was told to leave this issue alone, by its label or by /waymark off.',
  closed: 'Closed issues get none.',
} as const;

function CommentState({ view: { mode, comment } }: { view: WriteBackView }) {
  const { state, next, held, never } = comment;
  const isSilent = mode === 'off' || mode === 'fields-only' || mode === 'digest-only';
  return (
    <p>
      The comment {commentWords[state ?? 'withdrawn']}.{' '}
      {next !== null && (
        <>
          {nextWords[next]}
          {held === null ? '.' : ':'}{' '}
        </>
      )}
      {held !== null && <Words of={`held, ${held.replaceAll('-', ' ')}.`} longest={200} />}
      {never !== null && !isSilent && <span class="quiet">{neverWords[never]}</span>}
      {isSilent && <span class="quiet"> Comments are off here: writeBack.mode is {mode}.</span>}
    </p>
  );
}

function Entry({ entry: { kind, field, before, after, state, reason, at } }: { entry: WriteEntry }) {
  return (
    <li class="finding">
      <div class="chips">
        <Chip kind={state}>{state === 'intended' ? 'sending' : state}</Chip>
        <strong>{field === null ? kind : ownNames[field]}</strong>
        <span class="quiet">
          <Moment at={at} />
        </span>
      </div>
      {kind === 'field' && (
        <p class="quiet">
          <Words of={valueWords(before)} /> → <Words of={valueWords(after)} />
        </p>
      )}
      {reason !== null && (
        <p class="quiet">
          <Words of={reason} longest={300} />
        </p>
      )}
    </li>
  );
}

export const valueWords = (value: unknown): string =>
  value === null || value === '' ? 'empty' : String(value);
