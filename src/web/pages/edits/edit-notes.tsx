import { valueTitle } from '../../../domain/commands/field-value.ts';
import { type Edit, editSubject } from '../../../domain/edits/edit.ts';
import { checkNames, fieldNames } from '../parts/names.ts';
import { Chip, Words } from '../parts/words.tsx';

/** What became of what people asked for: of each field and finding the last. `edits` newest first. */
export function EditNotes({ edits }: { edits: readonly Edit[] }) {
  const last = lastOfEach(edits);
  return last.length === 0 ? null : (
    <div class="edits" role="status">
      <ul class="bare">
        {last.map((edit) => (
          <li key={edit.seq}>
            <span class="chips">
              <Chip kind={stateKinds[edit.state]}>{stateWords(edit)}</Chip> <EditWords edit={edit} />
            </span>
            {edit.why && (
              <p class="quiet">
                <Words of={edit.why.reason} longest={400} />
                {edit.why.remedy !== null && (
                  <>
                    {' '}
                    <Words of={edit.why.remedy} longest={400} />
                  </>
                )}
              </p>
            )}
          </li>
        ))}
      </ul>
    </div>
  );
}

/** Whether what is shown of them changes by itself, so that it is worth a look in a moment. */
export const isSending = (edits: readonly Edit[]) => edits.some(({ state }) => state === 'waiting');

const stateKinds: Readonly<Record<Edit['state'], string>> = {
  waiting: 'waiting',
  sent: 'done',
  kept: 'done',
  refused: 'refused',
  superseded: 'line',
};

function stateWords({ state, why, wish }: Edit): string {
  if (state === 'waiting') return why ? 'waiting' : 'sending';
  if (state === 'kept') return wish.kind === 'set' ? 'kept by Waymark' : 'done';
  return state;
}

function EditWords({ edit: { wish } }: { edit: Edit }) {
  if (wish.kind === 'dismiss') return <span>dismiss “{checkNames[wish.check]}”</span>;
  if (wish.kind === 'restore') return <span>bring “{checkNames[wish.check]}” back</span>;
  return (
    <span>
      {fieldNames[wish.field]}: <Words of={valueTitle(wish.value)} longest={80} />
    </span>
  );
}

function lastOfEach(edits: readonly Edit[]): readonly Edit[] {
  const found = new Map<string, Edit>();
  for (const edit of edits) {
    const subject = editSubject(edit.wish);
    if (!found.has(subject)) found.set(subject, edit);
  }
  return [...found.values()];
}
