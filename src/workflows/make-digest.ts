import { commonSight, createSightOf } from '../domain/access/sight-of.ts';
import { type Sight, seesEverything } from '../domain/access.ts';
import { buildDigest, needsOf } from '../domain/digest/build-digest.ts';
import type { Digest, Figures } from '../domain/digest/digest.ts';
import type { Audience } from '../domain/digest/digest-settings.ts';
import type { DigestIssue, GoalMaterial, Material } from '../domain/digest/material.ts';
import { isAboutAll, isOfProject, objectivesFor } from '../domain/digest/scope.ts';
import { type Week, weekOf } from '../domain/digest/week.ts';
import { wordingFor } from '../domain/digest/wording.ts';
import { effectiveCheckIns } from '../domain/okr/check-in.ts';
import { type Contradiction, contradictions } from '../domain/okr/contradictions.ts';
import type { Day } from '../domain/okr/days.ts';
import type { LinkedIssue } from '../domain/okr/evidence.ts';
import { createGoalTree } from '../domain/okr/goal-tree.ts';
import { objectiveStanding } from '../domain/okr/standing.ts';
import type { CheckIns, DigestSources, Digests, GoalStore, IssueFactsStore } from '../domain/ports.ts';
import type { AllSettings } from '../domain/settings.ts';

/**
 * Makes the digest of an audience for the week that ends on `day`; `now` is the end of what is counted. It holds what its
 * groups may see, and of that no more than `sight` shows.
 */
export type MakeDigest = (audience: Audience, day: Day, now: Date, sight?: Sight) => Promise<Digest>;

export interface MakeDigestDeps {
  readonly goals: Pick<GoalStore, 'current'>;
  readonly checkIns: Pick<CheckIns, 'of'>;
  readonly facts: Pick<IssueFactsStore, 'linked'>;
  readonly sources: DigestSources;
  readonly digests: Pick<Digests, 'lastFigures'>;
  readonly settings: AllSettings;
}

const refKey = ({ ref }: Pick<LinkedIssue, 'ref'>) => `${ref.tracker}:${ref.id}`;
const weekMs = 7 * 86_400_000;
const isFrozen = ({ check }: Contradiction) => check === 'work-moved-kr-frozen';

/** Loads what the audience's sections need, no more, and builds the digest from it. Writes nothing. */
export function createMakeDigest(deps: MakeDigestDeps): MakeDigest {
  const { goals, checkIns, facts, sources, digests } = deps;
  const { okr, digest: digestSettings, access } = deps.settings.everywhere;
  const sightOf = createSightOf(access);

  async function goalsOf(
    audience: Audience,
    week: Week,
    all: readonly DigestIssue[],
    sight: Sight,
  ): Promise<GoalMaterial> {
    const tree = createGoalTree((await goals.current()).goals);
    const keyResults = tree.keyResults();
    const linked = await facts.linked(keyResults, { sight });
    // That nobody works on a goal is asked of all the work: what cannot be seen is there all the same.
    const everything = sight.hidden.length === 0 ? linked : await facts.linked(keyResults);
    const inProject = new Set(
      all.filter(({ issue }) => isOfProject(audience, issue)).map(({ issue }) => refKey(issue)),
    );
    const hasWorkIn = (id: string) => (linked.get(id) ?? []).some((issue) => inProject.has(refKey(issue)));
    const objectives = objectivesFor(audience, tree, week, hasWorkIn);
    const ids = new Set(objectives.flatMap(({ id }) => [id, ...tree.keyResultsOf(id).map((one) => one.id)]));
    const rows = await checkIns.of(
      keyResults.map(({ id }) => id).filter((id) => ids.has(id)),
      sight,
    );
    const effective = new Map([...rows].map(([id, list]) => [id, effectiveCheckIns(list)]));
    const standingsOn = (day: Day) => objectives.map((one) => objectiveStanding(tree, one, effective, day));
    const contradictionsBy = (issues: GoalMaterial['issues']) =>
      contradictions({
        ...{ tree, today: week.day, checkIns: effective, issues },
        settings: okr.contradictions,
        isWanted: (goal) => ids.has(goal),
      });
    const seen = contradictionsBy(linked);
    const there = everything === linked ? seen : contradictionsBy(everything);
    return {
      tree,
      objectives,
      standings: standingsOn(week.day),
      before: new Map(standingsOn(week.before).map((one) => [one.objective.id, one])),
      checkIns: effective,
      issues: linked,
      contradictions: [...seen.filter(isFrozen), ...there.filter((one) => !isFrozen(one))],
      staleAfterDays: okr.lint.forgottenAfterDays,
    };
  }

  return async (audience, day, now, asked = seesEverything) => {
    const sight = commonSight(sightOf({ role: null, groups: audience.groups }), asked);
    const week = weekOf(day);
    const needs = needsOf(audience);
    const isScoped = !isAboutAll(audience);
    // What was written is told by project; whoever names none has those of the issues that are theirs.
    const wantsProjects = needs.has('writes') && isScoped && audience.projects.length === 0;
    const wantsGoals = needs.has('goals') || ((needs.has('issues') || wantsProjects) && isScoped);
    const wantsIssues = needs.has('issues') || audience.projects.length > 0 || wantsProjects;
    // Issues of other projects may belong to the audience through its goals.
    const onlyProjects = isScoped && audience.team === undefined && audience.owner === undefined;
    const all = wantsIssues ? await sources.issues(onlyProjects ? audience.projects : null, sight) : [];
    const goalMaterial = wantsGoals ? await goalsOf(audience, week, all, sight) : null;
    const linkedHere = linkedRefs(goalMaterial);
    const issues = all
      .map((one) => ({ ...one, isLinked: linkedHere.has(refKey(one.issue)) }))
      .filter(({ issue, isLinked }) => !isScoped || isLinked || isOfProject(audience, issue));
    const material: Partial<Material> = {
      ...(goalMaterial && { goals: goalMaterial }),
      ...(needs.has('issues') && { issues }),
      ...(needs.has('writes') && {
        writes: await sources.writes(
          new Date(now.getTime() - weekMs),
          now,
          isScoped ? (wantsProjects ? projectsOf(issues) : audience.projects) : null,
          sight,
        ),
      }),
      ...(needs.has('last') && { last: await lastFigures(audience, day) }),
    };
    const wording = wordingFor(audience.language);
    return buildDigest(material, { audience, week, wording, roles: digestSettings.roles });
  };

  function lastFigures({ name }: Audience, day: Day): Promise<Figures> {
    return digests.lastFigures(name, day);
  }
}

/** As settings name them: `jira:SHOP`. */
function projectsOf(issues: readonly DigestIssue[]): readonly string[] {
  return [...new Set(issues.map(({ issue }) => `${issue.ref.tracker}:${issue.project}`))];
}

/** The issues that are linked to a goal of this audience. */
function linkedRefs(goals: GoalMaterial | null): ReadonlySet<string> {
  if (goals === null) return new Set();
  const mine = goals.standings.flatMap(({ keyResults }) => keyResults);
  return new Set(mine.flatMap(({ keyResult }) => (goals.issues.get(keyResult.id) ?? []).map(refKey)));
}
