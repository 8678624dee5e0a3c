import type { MissionPagesDeps } from '../web/pages/mission-pages.ts';
import { createCompareWriteBack } from '../workflows/compare-write-back.ts';
import { createForeseeComment } from '../workflows/foresee-comment.ts';
import { createNoteOutcome } from '../workflows/note-outcome.ts';
import { createViewAudit } from '../workflows/view-audit.ts';
import { createViewBoard } from '../workflows/view-board.ts';
import { createViewMission } from '../workflows/view-mission.ts';
import type { Base } from './base.ts';
import type { OkrPart } from './okr-part.ts';
import type { ReviewPart } from './review-part.ts';

/** What the pages about missions answer from. */
export function createMissionPages(
  {
    config: { settings },
    stores,
    clock,
  }: Pick<Base, 'stores' | 'clock'> & {
    readonly config: Pick<Base['config'], 'settings'>;
  },
  { okrs, editDesk }: Pick<OkrPart, 'okrs'> & Pick<ReviewPart, 'editDesk'>,
): MissionPagesDeps {
  const { cards, comments, edits, facts, refusals, reviews, standings, wishes, writes } = stores;
  const { missionRecords: records } = stores;
  const { findGoals, currentStandings, linkIssue } = okrs;
  const { board, card } = createViewBoard({ cards, edits, findGoals, clock });
  return {
    viewBoard: board,
    viewCard: card,
    viewMission: createViewMission({
      ...{ reviews, cards, facts, records, edits, linkIssue, currentStandings, clock },
      compareWriteBack: createCompareWriteBack({
        ...{ records, writes, refusals, comments, settings, clock },
        foreseeComment: createForeseeComment({ comments, wishes, standings, settings }),
      }),
    }),
    edits: editDesk,
    noteOutcome: createNoteOutcome({ reviews, records, clock }),
    viewAudit: createViewAudit({
      ...{ reviews, findGoals, sources: stores.auditSources },
      roles: settings.everywhere.digest.roles,
    }),
    today: () => clock.now().toISOString().slice(0, 10),
  };
}
