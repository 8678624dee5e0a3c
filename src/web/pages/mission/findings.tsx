import { mayUse } from '../../../domain/access.ts';
import type { Finding } from '../../../domain/assessment/finding.ts';
import type { IssueRef } from '../../../domain/issue.ts';
import { missingFields } from '../../../domain/mission/gaps.ts';
import type { KeptDismissal } from '../../../domain/ports.ts';
import type { MissionView } from '../../../workflows/view-mission.ts';
import { EditNotes, isSending } from '../edits/edit-notes.tsx';
import type { Visitor } from '../page-route.ts';
import { checkNames, fieldNames, missionPath } from '../parts/names.ts';
import { Chip, Moment, Words } from '../parts/words.tsx';
import { PartPanel } from './part-panel.tsx';

/** What the checks say, as they say it on the issue, and what people have dismissed. */
export function Findings({ view, visitor }: { view: MissionView; visitor: Visitor }) {
  const { issue, assessment } = view.review;
  const { findings, mission, reading } = assessment;
  const missing = missingFields(mission);
  const edits = view.edits.filter(({ wish }) => wish.kind !== 'set');
  const may = mayUse('editor', visitor.session?.role ?? null);
  const dismissed = view.dismissals.filter(
    ({ check }) => !findings.some((finding) => finding.check === check),
  );
  return (
    <PartPanel part="findings" issue={issue.ref} title="What is missing" isSending={isSending(edits)}>
      <EditNotes edits={edits} />
      {findings.length === 0 && (
        <p>
          {reading.isForeign ? (
            'The text does not seem to be in English. Waymark goes by the fields then, and says nothing of the words. '
          ) : (
            <>
              <Chip kind="done">nothing</Chip> The checks miss nothing in the text.{' '}
            </>
          )}
          {missing.length > 0 && (
            <span class="quiet">
              Fields that nobody has set: {missing.map((field) => fieldNames[field].toLowerCase()).join(', ')}
              .
            </span>
          )}
        </p>
      )}
      {findings.map((finding) => (
        <OneFinding key={finding.check} finding={finding}>
          {may && <Dismiss issue={issue.ref} check={finding.check} visitor={visitor} />}
        </OneFinding>
      ))}
      {dismissed.length > 0 && (
        <>
          <h3>Dismissed</h3>
          {dismissed.map((one) => (
            <Dismissed key={`${one.check}-${one.at}`} of={one}>
              {may && <Restore issue={issue.ref} check={one.check} visitor={visitor} />}
            </Dismissed>
          ))}
        </>
      )}
    </PartPanel>
  );
}

function OneFinding({ finding, children }: { finding: Finding; children: preact.ComponentChildren }) {
  const { check, severity, message, evidence, suggestion } = finding;
  return (
    <div class="finding">
      <div class="chips">
        <Chip kind={severity}>{severity}</Chip>
        <code>{check}</code>
      </div>
      <p>{message}</p>
      {evidence !== null && (
        <blockquote>
          <Words of={evidence} longest={400} />
        </blockquote>
      )}
      <p class="quiet">{suggestion}</p>
      {children}
    </div>
  );
}

interface About {
  readonly issue: IssueRef;
  readonly check: Finding['check'];
  readonly visitor: Visitor;
}

/** The same as `/waymark dismiss` in a comment. */
function Dismiss({ issue, check, visitor }: About) {
  const id = `dismiss-${check}`;
  return (
    <details class="open-form">
      <summary>
        Dismiss <span class="hear">“{checkNames[check]}”</span>
      </summary>
      <form class="edit" method="post" action={`${missionPath(issue)}/dismissals`} data-in-place="findings">
        <Hidden {...{ issue, check, visitor }} />
        <div>
          <label for={`${id}-reason`}>Why?</label>
          <select id={`${id}-reason`} name="reason">
            <option value="false">It is not true</option>
            <option value="wontfix">It is true and may stay</option>
          </select>
        </div>
        <div>
          <label for={`${id}-note`}>In your words, if you like</label>
          <input id={`${id}-note`} name="note" maxLength={500} dir="auto" autocomplete="off" />
        </div>
        <p class="wrong" role="alert" hidden />
        <div class="actions">
          <button type="submit">Dismiss</button>
        </div>
      </form>
    </details>
  );
}

const reasonWords = { false: 'not true', wontfix: 'may stay' } as const;

function Dismissed({ of: one, children }: { of: KeptDismissal; children: preact.ComponentChildren }) {
  const { check, reason, note, by, at } = one;
  return (
    <div class="finding">
      <div class="chips">
        <Chip kind="line">{reasonWords[reason]}</Chip>
        <code>{check}</code>
      </div>
      {note !== '' && (
        <p>
          <Words of={note} longest={500} />
        </p>
      )}
      <p class="quiet">
        Dismissed by <Words of={by} longest={80} />, <Moment at={at} />
      </p>
      {children}
    </div>
  );
}

function Restore({ issue, check, visitor }: About) {
  return (
    <form method="post" action={`${missionPath(issue)}/dismissals/undo`} data-in-place="findings">
      <Hidden {...{ issue, check, visitor }} />
      <p class="wrong" role="alert" hidden />
      <button type="submit" class="plain">
        Bring it back <span class="hear">“{checkNames[check]}”</span>
      </button>
    </form>
  );
}

function Hidden({ issue, check, visitor }: About) {
  return (
    <>
      <input type="hidden" name="_csrf" value={visitor.csrfToken} />
      <input type="hidden" name="back" value={missionPath(issue)} />
      <input type="hidden" name="check" value={check} />
    </>
  );
}
