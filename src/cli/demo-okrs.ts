import type { DemoOkrs } from '../demo-okrs.ts';
import { table } from './table.ts';

/** The objective before and after, and what the trackers show of it. */
export function tellOkrs({
  objective,
  score,
  status,
  keyResults,
  finished,
  epic,
  project,
}: DemoOkrs): string {
  const arrow = (before: string | null, after: string | null) => {
    const [from, to] = [before ?? '—', after ?? '—'];
    return from === to ? from : `${from} → ${to}`;
  };
  const fields = [...new Set([...Object.keys(epic.before), ...Object.keys(epic.after)])];
  return [
    `People finished ${finished.map(({ key }) => key).join(', ')}, and an objective moved:`,
    '',
    `${objective}   score ${arrow(score.before, score.after)}, ${arrow(status.before, status.after)}`,
    '',
    table(
      ['KEY RESULT', 'BEFORE', 'AFTER', 'TARGET'],
      keyResults.map(({ statement, before, after, target }) => [
        statement,
        before ?? '—',
        after ?? '—',
        target ?? '—',
      ]),
    ),
    `In Jira, the epic ${epic.key} (${epic.url})`,
    table(
      ['FIELD', 'BEFORE', 'AFTER'],
      fields.map((name) => [name, epic.before[name] ?? '(empty)', epic.after[name] ?? '(empty)']),
    ),
    `In Linear, the project “${project.name}”: health ${arrow(project.before.health, project.after.health)}`,
    ...(project.after.update ?? '')
      .split('\n')
      .flatMap((line) => (line.trim() === '' ? [] : [`  │ ${line}`])),
    '',
    '',
  ].join('\n');
}
