import type { ComponentChildren } from 'preact';
import { confidences } from '../../../domain/okr/check-in.ts';
import { likeOf } from '../../../domain/okr/goal.ts';
import type { KeyResultView } from '../../../workflows/view-goal.ts';
import { goalPath } from '../parts/names.ts';
import { Words } from '../parts/words.tsx';
import type { CheckInDraft, DraftProblem } from './check-in-draft.ts';

/** Where an editor says how a key result stands; a problem stands beside its field, and what was typed stays. */
export function CheckInForm(props: {
  view: KeyResultView;
  draft: CheckInDraft;
  problem: DraftProblem | null;
  csrfToken: string;
}) {
  const { view, draft, problem, csrfToken } = props;
  const { goal, now, today } = view;
  const like = likeOf(goal);
  const corrected = view.rows.find(({ id }) => id === draft.corrects);
  return (
    <section class="panel" aria-labelledby="check-in">
      <h2 id="check-in">{corrected ? 'Correct a check-in' : 'Check in'}</h2>
      {corrected && (
        <p class="notice">
          In place of <Words of={corrected.value.text} longest={60} /> on {corrected.day}. Both stay on
          record. <a href={`${goalPath(goal.id)}#check-in`}>Check in anew instead</a>
        </p>
      )}
      {problem && (
        <p class="notice bad" role="alert">
          Nothing was recorded yet: {problem.message}
        </p>
      )}
      {now.standing.keyResult.source.kind !== 'manual' && (
        <p class="quiet">It is measured by itself. What you say here stands until the measure moves.</p>
      )}
      <form method="post" action={`${goalPath(goal.id)}/check-ins#check-in`} class="fields">
        <input type="hidden" name="_csrf" value={csrfToken} />
        <input type="hidden" name="form" value={draft.form} />
        <input type="hidden" name="corrects" value={draft.corrects} />
        <Field name="value" label="Value" problem={problem} hint={hintOf(like?.text)}>
          {(more) => <input {...more} value={draft.value} maxLength={200} required autocomplete="off" />}
        </Field>
        <input type="hidden" name="zone" value={draft.zone} data-zone-for="day" />
        <Field name="day" label="As of" problem={problem} hint="A day in UTC.">
          {(more) => <input {...more} type="date" value={draft.day} max={today} />}
        </Field>
        <Field name="confidence" label="Confidence to reach it" problem={problem}>
          {(more) => (
            <select {...more}>
              <option value="">not said</option>
              {confidences.map((one) => (
                <option key={one} value={one} selected={one === draft.confidence}>
                  {one}
                </option>
              ))}
            </select>
          )}
        </Field>
        <Field
          name="evidence"
          label="Link that shows it"
          problem={problem}
          hint="Several are set apart by a space."
        >
          {(more) => (
            <input {...more} inputMode="url" value={draft.evidence} maxLength={4_000} autocomplete="off" />
          )}
        </Field>
        <Field name="note" label="What happened" problem={problem} isLong>
          {(more) => (
            <textarea {...more} rows={3} maxLength={2_000}>
              {draft.note}
            </textarea>
          )}
        </Field>
        <div class="actions">
          <button type="submit">{corrected ? 'Record the correction' : 'Record'}</button>
        </div>
      </form>
    </section>
  );
}

const hintOf = (like: string | undefined) =>
  like === undefined ? 'As people write it: 61%, $50k/month, 4.5/5.' : `As people write it, such as ${like}.`;

interface Shared {
  readonly id: string;
  readonly name: string;
  readonly 'aria-describedby'?: string;
  readonly 'aria-invalid'?: 'true';
}

function Field(props: {
  name: keyof CheckInDraft;
  label: string;
  problem: DraftProblem | null;
  hint?: string;
  isLong?: boolean;
  children(more: Shared): ComponentChildren;
}) {
  const { name, label, problem, hint, isLong = false, children } = props;
  const mine = problem?.about === name ? problem.message : null;
  const described = [
    ...(mine === null ? [] : [`${name}-problem`]),
    ...(hint === undefined ? [] : [`${name}-hint`]),
  ];
  return (
    <div {...(isLong && { class: 'long' })}>
      <label for={name}>{label}</label>
      {children({
        ...{ id: name, name },
        ...(described.length > 0 && { 'aria-describedby': described.join(' ') }),
        ...(mine !== null && { 'aria-invalid': 'true' }),
      })}
      {mine !== null && (
        <p class="wrong" id={`${name}-problem`}>
          {mine}
        </p>
      )}
      {hint !== undefined && (
        <p class="quiet" id={`${name}-hint`}>
          {hint}
        </p>
      )}
    </div>
  );
}
