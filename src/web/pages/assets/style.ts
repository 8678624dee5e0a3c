import { ACCESS } from './styles/access.ts';
import { AUDIT } from './styles/audit.ts';
import { BASE } from './styles/base.ts';
import { BOARD } from './styles/board.ts';
import { CHIPS } from './styles/chips.ts';
import { FORMS } from './styles/forms.ts';
import { FRAME } from './styles/frame.ts';
import { GOALS } from './styles/goals.ts';
import { HOME } from './styles/home.ts';
import { MISSION } from './styles/mission.ts';
import { OPS } from './styles/ops.ts';
import { PRINT } from './styles/print.ts';
import { TABLES } from './styles/tables.ts';

/**
 * The pages' one design language, in one stylesheet; each room has its part.
 * - Space: steps of 4 px, --s1 to --s6. What belongs together is near, what does not is apart by --s4 or more.
 * - Type: one family in 13, 15 and 16 px, headings fluid. Quiet text is for what explains; figures are tabular.
 * - Colour: --accent is for what can be pressed. Ink on a wash says a value class (revenue green, cost blue, risk red,
 *   enabler violet) or a state (green well, amber wants a look, red is wrong, grey is nothing yet). It is never the
 *   only sign: a word stands on every colour. Each ink keeps 4.5:1 on its wash and on the page, in both themes.
 * - Targets are 24 px high or more; focus is an outline of 3 px; nothing moves by itself.
 * - A page works at 360 px and fills no more than it can use at 1920 px; wide tables scroll inside their panel.
 */
export const STYLE = [
  BASE,
  FRAME,
  FORMS,
  CHIPS,
  HOME,
  BOARD,
  MISSION,
  GOALS,
  AUDIT,
  TABLES,
  OPS,
  ACCESS,
  PRINT,
].join('');
