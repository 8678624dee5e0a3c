import { rollOutPhases } from '../../../domain/okr/roll-out.ts';
import type { TeamRollOut } from '../../../workflows/team-roll-outs.ts';
import { Chip, Words } from '../parts/words.tsx';
import { canvasPath } from './document-paths.ts';

/** How far a team has come with the roll-out, and what is next; nothing once all of it is done. */
export function RollOutLine({ of: { team, steps } }: { of: TeamRollOut }) {
  const done = steps.filter((step) => step.done).length;
  const next = steps.find((step) => !step.done);
  if (!next) return null;
  return (
    <p class="quiet">
      <a href={`${canvasPath(team)}#roll-out`}>{`Roll-out: ${done} of ${steps.length} steps`}</a>
      {`. Next: ${next.title}. `}
      {next.late && <Chip kind="at-risk">late</Chip>}
    </p>
  );
}

/** The roll-out guide as a checklist, computed from what is there. */
export function RollOut({ of: { began, steps } }: { of: TeamRollOut }) {
  return (
    <section class="panel on-screen" aria-labelledby="roll-out">
      <h2 id="roll-out">How the roll-out goes</h2>
      <p class="quiet">{`Begun on ${began}. Nobody ticks anything here: it follows from what is there.`}</p>
      {rollOutPhases.map(({ id, title }) => (
        <div key={id}>
          <h3>{title}</h3>
          <ul class="bare checklist">
            {steps
              .filter(({ phase }) => phase === id)
              .map((step) => (
                <li key={step.id}>
                  <Chip kind={step.done ? 'done' : step.late ? 'at-risk' : 'line'}>
                    {step.done ? 'done' : step.late ? 'late' : 'open'}
                  </Chip>{' '}
                  <strong>{step.title}</strong>
                  <br />
                  <span class="quiet">
                    <Words of={step.detail} longest={300} />
                  </span>
                </li>
              ))}
          </ul>
        </div>
      ))}
    </section>
  );
}
