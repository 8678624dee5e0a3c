import type { Sight } from '../../../domain/access.ts';
import type { Goal, KeyResult } from '../../../domain/okr/goal.ts';
import { directionOf, workOf } from '../../../domain/okr/goal.ts';
import type { GoalTree } from '../../../domain/okr/goal-tree.ts';
import { namesHidden, withoutHidden } from '../../../domain/okr/hidden-names.ts';
import { Fact } from '../parts/fact.tsx';
import { Chip, OutLink, Words } from '../parts/words.tsx';
import { directionNames, ruleWords, sourceWords } from './goal-names.ts';

/** Whose a goal is, for when, and what was written beside it. */
export function AboutGoal({ goal, tree, sight }: { goal: Goal; tree: GoalTree; sight: Sight }) {
  const owner = tree.ownerOf(goal.id);
  const period = tree.periodOf(goal.id);
  const team = tree.teamOf(goal.id);
  // A mission, a pillar or a team goes on; only what is measured has to end.
  const isMeasured = goal.kind === 'objective' || goal.kind === 'key-result';
  const links = goal.links.filter((link) => !namesHidden(link, sight));
  return (
    <section class="panel" aria-labelledby="about">
      <h2 id="about">About it</h2>
      <dl class="facts">
        <Fact name="Owner">
          {owner === null ? <Chip kind="gap">nobody yet</Chip> : <Words of={owner} longest={80} />}
        </Fact>
        {team && goal.kind !== 'team' && (
          <Fact name="Team">
            <Words of={team.name} longest={80} />
          </Fact>
        )}
        {(period !== null || isMeasured) && (
          <Fact name="Period">
            {period === null ? (
              <Chip kind="gap">none</Chip>
            ) : (
              <>
                {period.id} <span class="quiet nowrap">{`${period.from} to ${period.to}`}</span>
              </>
            )}
          </Fact>
        )}
        {goal.kind === 'key-result' && <OfKeyResult goal={goal} sight={sight} />}
        {goal.note !== null && (
          <Fact name="Note">
            <Words of={withoutHidden(goal.note, sight)} longest={1_000} />
          </Fact>
        )}
        {links.length > 0 && (
          <Fact name="Links">
            <ul class="bare">
              {links.map((link) => (
                <li key={link}>
                  <OutLink href={link}>
                    <Words of={link} longest={80} />
                  </OutLink>
                </li>
              ))}
            </ul>
          </Fact>
        )}
      </dl>
    </section>
  );
}

function OfKeyResult({ goal, sight }: { goal: KeyResult; sight: Sight }) {
  const { metric, start, target, weight, source } = goal;
  const work = source.kind === 'issues' ? null : workOf(goal);
  return (
    <>
      <Fact name="Metric">
        {metric === null ? <span class="quiet">not named</span> : <Words of={metric} longest={160} />}
      </Fact>
      <Fact name="Start">
        {start === null ? <Chip kind="gap">missing</Chip> : <Words of={start.text} longest={60} />}
      </Fact>
      <Fact name="Target">
        {target === null ? (
          <Chip kind="gap">missing</Chip>
        ) : (
          <>
            <Words of={target.text} longest={60} />{' '}
            <span class="quiet">{directionNames[directionOf(goal)]}</span>
          </>
        )}
      </Fact>
      <Fact name="Source">
        <Words of={sourceWords(source, sight)} longest={300} />
      </Fact>
      {work && (
        <Fact name="Work">
          <Words of={ruleWords(work, sight)} longest={300} />
        </Fact>
      )}
      {weight !== null && <Fact name="Weight">{String(weight)}</Fact>}
    </>
  );
}
