import { mayUse } from '../../../domain/access.ts';
import { isAsked } from '../../../domain/mission/gaps.ts';
import {
  type FieldSource,
  type Mission,
  type MissionField,
  missionFields,
} from '../../../domain/mission/mission.ts';
import type { MissionView } from '../../../workflows/view-mission.ts';
import { EditForm } from '../edits/edit-form.tsx';
import { EditNotes, isSending } from '../edits/edit-notes.tsx';
import type { Visitor } from '../page-route.ts';
import { Fact } from '../parts/fact.tsx';
import { fieldNames, missionPath } from '../parts/names.ts';
import { Chip, Words } from '../parts/words.tsx';
import { PartPanel } from './part-panel.tsx';

/** The nine fields, each with where it was found and the words it was read from, and the form that sets them. */
export function MissionFields({ view, visitor }: { view: MissionView; visitor: Visitor }) {
  const { issue, assessment } = view.review;
  const { mission } = assessment;
  const edits = view.edits.filter(({ wish }) => wish.kind === 'set');
  return (
    <PartPanel part="fields" issue={issue.ref} title="The mission" isSending={isSending(edits)}>
      <EditNotes edits={edits} />
      <dl class="facts">
        {missionFields.map((field) => (
          <Fact key={field} name={fieldNames[field]}>
            <Field mission={mission} field={field} />
          </Fact>
        ))}
      </dl>
      {mayUse('editor', visitor.session?.role ?? null) && (
        <details class="open-form">
          <summary>Set or change fields</summary>
          <p class="quiet">
            What you set goes into the tracker, by the rules of everything that Waymark writes. What somebody
            sets there in the meantime stays.
          </p>
          <EditForm
            {...{ issue: issue.ref, mission, visitor }}
            fields={missionFields.filter((field) => isAsked(field, mission))}
            part="fields"
            back={missionPath(issue.ref)}
          />
        </details>
      )}
    </PartPanel>
  );
}

const sourceWords: Readonly<Record<FieldSource, string>> = {
  'custom field': 'a custom field',
  label: 'a label',
  'native field': 'the tracker’s own field',
  'description section': 'a section of the description',
  prose: 'the prose',
  default: 'the template’s default',
};

function Field({ mission, field }: { mission: Mission; field: MissionField }) {
  const reading = mission[field];
  if (reading === undefined) {
    return isAsked(field, mission) ? (
      <Chip kind="gap">missing</Chip>
    ) : (
      <span class="quiet">not asked of micro missions</span>
    );
  }
  const { value, source, quote } = reading;
  return (
    <>
      {typeof value === 'boolean' ? value ? 'yes' : 'no' : <Words of={value} longest={400} />}{' '}
      <span class="quiet">from {sourceWords[source]}</span>
      {quote !== null && quote !== value && (
        <blockquote>
          <Words of={quote} longest={400} />
        </blockquote>
      )}
    </>
  );
}
