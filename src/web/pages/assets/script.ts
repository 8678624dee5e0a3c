import { BOARD_KEYS } from './scripts/board-keys.ts';
import { BUTTONS } from './scripts/buttons.ts';
import { DAYS } from './scripts/days.ts';
import { EDITS } from './scripts/edits.ts';
import { FORMS } from './scripts/forms.ts';
import { LIVE } from './scripts/live.ts';
import { TIMES } from './scripts/times.ts';

/** Makes pages handier where scripts run; every page works without it. Each part stands alone. */
export const SCRIPT = `'use strict';${[TIMES, DAYS, EDITS, BUTTONS, FORMS, BOARD_KEYS, LIVE].join('')}`;
