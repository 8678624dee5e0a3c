import { z } from 'zod';
import type { Person } from '../../issue.ts';
import { quoted } from '../../quoted.ts';
import { type Check, type CheckSettings, checkSettings } from './check.ts';

interface Settings extends CheckSettings {
  readonly wholeTeamNames: readonly string[];
  readonly maxOwners: number;
}

/** It is everybody's, so nobody's. */
export const wholeTeamOwner: Check<Settings> = {
  id: 'whole-team-owner',
  reads: 'issue',
  settings: checkSettings(
    { severity: 'warning', types: ['epic', 'story', 'bug', 'task'] },
    {
      /** Accounts that stand for a whole team; a name that begins or ends with one of these counts too. */
      wholeTeamNames: z
        .array(z.string().trim().min(1))
        .default(['team', 'the team', 'whole team', 'everyone', 'everybody', 'all', 'developers', 'squad']),
      /** So many people may own it together. */
      maxOwners: z.int().min(1).default(3),
    },
  ),
  run({ issue }, { wholeTeamNames, maxOwners }) {
    const team = issue.assignees.find((person) => isTeam(person, wholeTeamNames));
    if (team) {
      return {
        message: `It is owned by ${quoted(team.name)}; with everyone in charge, a question finds nobody.`,
        evidence: team.name,
        suggestion: 'Pick one person to see it through; the others can still help.',
      };
    }
    if (issue.assignees.length <= maxOwners) return null;
    return {
      message: `It has ${issue.assignees.length} owners; with so many in charge, a question finds nobody.`,
      evidence: null,
      suggestion: 'Pick one person to see it through; the others can still help.',
    };
  },
};

function isTeam(person: Person, names: readonly string[]): boolean {
  const words = person.name
    .slice(0, 200)
    .toLowerCase()
    .split(/[\s_.-]+/)
    .filter(Boolean);
  return names.some((name) => {
    const wanted = name.toLowerCase().split(/[\s_.-]+/);
    // "All" or "Everyone" as part of a person's name says nothing; "Checkout Team" and "Team Checkout" do.
    if (words.length === wanted.length) return wanted.every((word, i) => words[i] === word);
    return wanted.length === 1 && TEAM_WORDS.has(name.toLowerCase())
      ? words[0] === name.toLowerCase() || words.at(-1) === name.toLowerCase()
      : false;
  });
}

const TEAM_WORDS = new Set(['team', 'squad', 'developers']);
