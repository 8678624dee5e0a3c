import type { EditDesk } from '../../workflows/ask-for-edits.ts';
import type { NoteOutcome } from '../../workflows/note-outcome.ts';
import type { ViewAudit } from '../../workflows/view-audit.ts';
import type { ViewBoard, ViewCard } from '../../workflows/view-board.ts';
import type { ViewMission } from '../../workflows/view-mission.ts';
import { auditRoutes } from './audit/audit-routes.ts';
import { boardRoutes } from './board/board-route.ts';
import { editRoutes } from './edits/edit-routes.ts';
import { missionRoutes } from './mission/mission-route.ts';
import type { PageRoute } from './page-route.ts';

export interface MissionPagesDeps {
  readonly viewBoard: ViewBoard;
  readonly viewCard: ViewCard;
  readonly viewMission: ViewMission;
  readonly edits: EditDesk;
  readonly noteOutcome: NoteOutcome;
  readonly viewAudit: ViewAudit;
  /** The day of the reader's clock, in UTC. */
  today(): string;
}

/** The board, the page of a mission, what people change there, and the audit. */
export function missionPages(deps: MissionPagesDeps): readonly PageRoute[] {
  return [...boardRoutes(deps), ...missionRoutes(deps), ...editRoutes(deps), ...auditRoutes(deps)];
}
