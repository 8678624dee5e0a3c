import type { MissionDifficulty, MissionDue, MissionPriority, MissionSize, MissionValue } from './mission.ts';

// The words that are understood unless the settings say otherwise, with the answer of the mission template that each
// stands for.

export const sizeWords: Record<string, MissionSize> = { macro: 'macro', meso: 'meso', micro: 'micro' };

export const valueWords: Record<string, MissionValue> = {
  revenue: 'revenue',
  sales: 'revenue',
  growth: 'revenue',
  retention: 'revenue',
  umsatz: 'revenue',
  revenu: 'revenue',
  ingresos: 'revenue',
  cost: 'cost',
  costs: 'cost',
  'cost saving': 'cost',
  'cost savings': 'cost',
  'cost reduction': 'cost',
  savings: 'cost',
  kosten: 'cost',
  coût: 'cost',
  coste: 'cost',
  risk: 'risk',
  'risk reduction': 'risk',
  compliance: 'risk',
  risiko: 'risk',
  risque: 'risk',
  riesgo: 'risk',
  enabler: 'enabler',
  enablement: 'enabler',
  unclear: 'unclear',
};

export const dueWords: Record<string, MissionDue> = {
  sprint: 'sprint',
  'this sprint': 'sprint',
  month: 'month',
  'this month': 'month',
  quarter: 'quarter',
  'this quarter': 'quarter',
  year: 'year',
  'this year': 'year',
};

export const priorityWords: Record<string, MissionPriority> = {
  yesterday: 'yesterday',
  today: 'today',
  'this week': 'this week',
  'this month': 'this month',
  'this quarter': 'this quarter',
  'next year': 'next year',
  blocker: 'yesterday',
  critical: 'today',
  highest: 'today',
  urgent: 'today',
  high: 'this week',
  major: 'this week',
  medium: 'this month',
  normal: 'this month',
  low: 'this quarter',
  minor: 'this quarter',
  lowest: 'next year',
  trivial: 'next year',
};

export const difficultyWords: Record<string, MissionDifficulty> = {
  junior: 'junior',
  easy: 'junior',
  intermediate: 'intermediate',
  medium: 'intermediate',
  senior: 'senior',
  hard: 'senior',
};

export const yesNoWords: Record<string, boolean> = {
  yes: true,
  true: true,
  ja: true,
  oui: true,
  sí: true,
  no: false,
  false: false,
  nein: false,
  non: false,
};
