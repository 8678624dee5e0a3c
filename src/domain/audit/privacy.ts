import type { ProjectRef } from '../access.ts';
import { type AuditPeriod, auditPeriodOf, type Month, monthsOf } from './period.ts';

/** With fewer, a share would point at somebody. */
export const fewestAuthors = 5;

/** Who wrote stories of a team in a month, by a key each. */
export interface AuthorsOfMonth extends ProjectRef {
  readonly month: Month;
  readonly authors: readonly string[];
}

/** Why nothing is told of a period: nobody wrote; too few did; or what is left out beside it could be worked out. */
export type Silence = 'no-stories' | 'few-authors' | 'neighbour';

/** Whose stories may be counted together for a period: these teams, or why none. */
export type Speech =
  | { readonly teams: readonly ProjectRef[]; readonly isPart: boolean }
  | { readonly silence: Silence };

const keyOf = ({ tracker, project }: ProjectRef) => `${tracker}:${project}`;

/**
 * What may be told without pointing at anybody. Every figure counts stories of five authors or more, and so does the
 * difference of any two of them: within a quarter, teams with fewer count together or not at all, and months that are
 * not shown have five authors together or another month goes with them. Only months, quarters, single teams and all of
 * them can be asked for.
 */
export function createSpeech(rows: readonly AuthorsOfMonth[]) {
  const teams = new Map(rows.map((row) => [keyOf(row), { tracker: row.tracker, project: row.project }]));

  const rowsOf = new Map<string, AuthorsOfMonth[]>();
  for (const row of rows) rowsOf.set(keyOf(row), [...(rowsOf.get(keyOf(row)) ?? []), row]);

  const written = (members: ReadonlySet<string>, months: readonly Month[]) =>
    [...members].flatMap((key) => rowsOf.get(key) ?? []).filter(({ month }) => months.includes(month));
  const authorsOf = (members: ReadonlySet<string>, months: readonly Month[]) =>
    new Set(written(members, months).flatMap(({ authors }) => authors));
  const wroteIn = (members: ReadonlySet<string>, months: readonly Month[]) =>
    written(members, months).length > 0;

  /** The teams of a quarter that are counted together: each large one alone, the small ones as one. */
  function unitsOf(quarter: AuditPeriod): readonly ReadonlySet<string>[] {
    const months = monthsOf(quarter);
    const keys = [...teams.keys()];
    const large = keys.filter((key) => authorsOf(new Set([key]), months).size >= fewestAuthors);
    const small = new Set(keys.filter((key) => !large.includes(key)));
    return [...large.map((key) => new Set([key])), ...(small.size > 0 ? [small] : [])];
  }

  /** The months of the quarter that a unit is told of. */
  function monthsTold(unit: ReadonlySet<string>, quarter: AuditPeriod): readonly Month[] {
    const size = (month: Month) => authorsOf(unit, [month]).size;
    const written = monthsOf(quarter).filter((month) => wroteIn(unit, [month]));
    let told = written.filter((month) => size(month) >= fewestAuthors).toSorted((a, b) => size(a) - size(b));
    const hidden = () => written.filter((month) => !told.includes(month));
    while (told.length > 0 && hidden().length > 0 && authorsOf(unit, hidden()).size < fewestAuthors) {
      told = told.slice(1);
    }
    return told;
  }

  function silenceOf(unit: ReadonlySet<string>, period: AuditPeriod): Silence | null {
    const months = monthsOf(period);
    if (!wroteIn(unit, months)) return 'no-stories';
    if (authorsOf(unit, months).size < fewestAuthors) return 'few-authors';
    if (period.kind === 'quarter') return null;
    const quarter = auditPeriodOf(period.from, 'quarter');
    return monthsTold(unit, quarter).includes(period.id) ? null : 'neighbour';
  }

  return {
    /** Every team that wrote anything. */
    teams: [...teams.values()],
    /** Of one team, or of all of them. */
    of(team: ProjectRef | null, period: AuditPeriod): Speech {
      if (team !== null) {
        const silence = silenceOf(new Set([keyOf(team)]), period);
        return silence ? { silence } : { teams: [team], isPart: false };
      }
      const units = unitsOf(auditPeriodOf(period.from, 'quarter')).filter((unit) =>
        wroteIn(unit, monthsOf(period)),
      );
      const told = units.filter((unit) => silenceOf(unit, period) === null);
      if (told.length === 0) return { silence: units.length === 0 ? 'no-stories' : 'few-authors' };
      const members = told.flatMap((unit) => [...unit]);
      return {
        teams: members.flatMap((key) => teams.get(key) ?? []),
        isPart: told.length < units.length,
      };
    },
  };
}
