import { celebrate } from './celebrate.ts';
import { checkIns } from './check-ins.ts';
import { contradictions } from './contradictions.ts';
import { dataGaps } from './data-gaps.ts';
import { decisions } from './decisions.ts';
import { objectives } from './objectives.ts';
import { recipes } from './recipes.ts';
import type { Section } from './section.ts';
import { spotters } from './spotters.ts';
import { unmovedMetrics } from './unmoved-metrics.ts';
import { writeBack } from './write-back.ts';

/** Every section, in the order in which a mail shows them. A new one is one file, its id and one line here. */
export const sections: readonly Section[] = [
  decisions,
  objectives,
  checkIns,
  contradictions,
  recipes,
  celebrate,
  unmovedMetrics,
  dataGaps,
  spotters,
  writeBack,
];
