import type { Issue } from '../../src/domain/issue.ts';
import type { WrittenGoals } from '../../src/domain/okr/written.ts';
import { defaultSettings } from '../../src/domain/settings.ts';
import { readDocuments } from '../../src/okr-files/read-documents.ts';
import { createOkrDesk } from '../../src/workflows/okr-desk.ts';
import { createFakes } from './fakes/index.ts';
import { anIssue, aReading } from './issue.ts';
import { someGoals } from './okr.ts';
import { silentLog } from './silent-log.ts';

/** Everything about goals over fakes, on a day that the test sets. */
export async function createOkrWorld(written: WrittenGoals = {}, day = '2026-11-02') {
  const fakes = createFakes();
  let today = day;
  const moved: string[][] = [];
  const desk = createOkrDesk({
    ...fakes,
    readDocuments,
    moved: { moved: async (keyResults) => void moved.push([...keyResults]) },
    settings: defaultSettings.okr,
    clock: { now: () => new Date(`${today}T10:00:00.000Z`) },
    log: silentLog(),
  });
  const goals = someGoals(written);
  if (goals.length > 0) {
    await fakes.goals.put({ goals, basedOn: 0, by: 'ada', at: `${day}T08:00:00.000Z` }, []);
  }
  return {
    ...fakes,
    desk,
    moved,
    goOn: (to: string) => {
      today = to;
    },
    /** Reviews an issue and does what was asked of the queue meanwhile. */
    async look(
      over: Partial<Issue>,
      mission: Parameters<typeof desk.linkIssue.link>[0]['assessment']['mission'] = {},
    ) {
      const issue = anIssue({ updatedAt: `${today}T09:00:00.000Z`, ...over });
      const assessment = { reading: aReading(), mission, findings: [] };
      const changed = await desk.linkIssue.link({ issue, assessment, reviewedAt: issue.updatedAt });
      await desk.measureKeyResults(fakes.measures.requested.splice(0));
      return changed;
    },
    async values(keyResult: string) {
      const rows = (await fakes.checkIns.of([keyResult])).get(keyResult) ?? [];
      return rows.map(({ day, value, source }) => `${day} ${value.text} ${source}`);
    },
  };
}

export const q4 = (
  keyResult: NonNullable<NonNullable<WrittenGoals['objectives']>[number]['keyResults']>[number],
): WrittenGoals => ({
  objectives: [
    {
      ...{
        id: 'finish',
        statement: 'Shoppers finish without asking anybody',
        owner: 'Mara',
        period: 'Q4-2026',
      },
      keyResults: [keyResult],
    },
  ],
});
