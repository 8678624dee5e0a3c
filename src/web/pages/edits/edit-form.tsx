import { fieldChoices, valueTitle } from '../../../domain/commands/field-value.ts';
import type { IssueRef } from '../../../domain/issue.ts';
import type { Mission, MissionField } from '../../../domain/mission/mission.ts';
import { shown } from '../../../domain/quoted.ts';
import type { Visitor } from '../page-route.ts';
import { fieldNames, missionPath } from '../parts/names.ts';

/** Which part of a page a form sits in: what comes in its place when a script sends it. */
export type EditPart = 'card' | 'fields' | 'findings' | 'outcome';

/** What a single-line text field of a tracker holds. */
const longestText = 255;

/** The form that sets fields of a mission; what stays as it is, is not asked for. */
export function EditForm(props: {
  issue: IssueRef;
  mission: Mission;
  fields: readonly MissionField[];
  part: EditPart;
  back: string;
  visitor: Visitor;
}) {
  const { issue, mission, fields, part, back, visitor } = props;
  const prefix = `${issue.tracker}-${issue.id}`;
  return (
    <form class="edit" method="post" action={`${missionPath(issue)}/fields`} data-in-place={part}>
      <input type="hidden" name="_csrf" value={visitor.csrfToken} />
      <input type="hidden" name="back" value={back} />
      {fields.map((field) => (
        <Field key={field} field={field} mission={mission} id={`${prefix}-${field}`} />
      ))}
      <p class="wrong" role="alert" hidden />
      <div class="actions">
        <button type="submit">Save</button>
        <button type="button" class="plain" data-close hidden>
          Cancel
        </button>
      </div>
    </form>
  );
}

function Field({ field, mission, id }: { field: MissionField; mission: Mission; id: string }) {
  const reading = mission[field];
  const isSaid = reading !== undefined && reading.source !== 'default';
  // A field of the tracker holds no more, and a hundred thousand letters are none of this form's.
  const now = isSaid ? shown(valueTitle(reading.value), longestText) : '';
  const choices = fieldChoices(field);
  return (
    <div>
      <label for={id}>{fieldNames[field]}</label>
      <input type="hidden" name={`seen-${field}`} value={now} />
      {choices.length > 0 ? (
        <select id={id} name={`set-${field}`}>
          {now === '' && <option value="">leave open</option>}
          {choices.map((choice) => (
            <option key={choice} value={choice} selected={choice === now}>
              {choice}
            </option>
          ))}
        </select>
      ) : (
        <input
          id={id}
          name={`set-${field}`}
          maxLength={longestText}
          value={now}
          dir="auto"
          autocomplete="off"
          {...(now === '' && { placeholder: hints[field] })}
        />
      )}
    </div>
  );
}

const hints: Partial<Record<MissionField, string>> = {
  name: 'a few words',
  problem: 'what goes wrong today',
  persona: 'who needs it',
};
