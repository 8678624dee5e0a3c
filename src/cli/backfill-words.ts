import type { BackfillReport } from '../workflows/backfill-contract.ts';
import { harmless, table } from './table.ts';

const titles = { jira: 'Jira', linear: 'Linear' } as const;

/** A backfill's report as people read it. */
export function backfillWords(report: BackfillReport, columns: number): string {
  const { outcome, request, tally } = report;
  if (outcome === 'busy') return '';
  const { dryRun, query, tracker } = request;
  const of = `${titles[tracker]}${query === null ? '' : `, ${harmless(query, columns)}`}`;
  return [
    `${of}: ${plural(tally.issues, 'issue')} in ${plural(tally.pages, 'page')}${report.resumed ? ', taken up where it had stopped' : ''}`,
    '',
    table(['FRAMING', 'ISSUES'], counted(tally.framing)),
    ...section(['FINDING', 'ISSUES'], counted(tally.findings)),
    ...section(
      ['FIELD', 'FROM', dryRun ? 'WOULD BECOME' : 'TO', 'ISSUES'],
      tally.fields.map(({ field, from, to, issues }) => [field, from, to, String(issues)]),
    ),
    ...commentLines(report),
    callLine(report),
    ...troubleLines(report),
    ...(dryRun ? ['Nothing was written.'] : []),
    '',
  ].join('\n');
}

function commentLines({ request, tally }: BackfillReport): readonly string[] {
  const total = Object.values(tally.comments).reduce((sum, count) => sum + count, 0);
  if (!request.dryRun && !request.comment) return ['No comments: they are written with --comment.'];
  if (request.dryRun && !request.comment) {
    return [`No comments; with --comment there would be ${plural(total, 'comment')} to write.`];
  }
  const parts = Object.entries(tally.comments).map(([what, count]) => `${count} ${what}`);
  const verb = request.dryRun ? 'would be ' : '';
  return [total === 0 ? 'Comments: none to write.' : `Comments: ${verb}${parts.join(', ')}.`];
}

function callLine({ request, calls, writeCalls }: BackfillReport): string {
  if (!request.dryRun) return `Calls: ${calls.read} to read, ${calls.write} to write.`;
  const { fields, comments, looks } = writeCalls;
  const seen = looks > 0 ? `, and ${looks} more to read whether fields have arrived` : '';
  return `Calls: ${calls.read} to read; writing takes about ${fields} for fields and ${comments} for comments${seen}.`;
}

function troubleLines({ tally, failures }: BackfillReport): readonly string[] {
  return [
    ...(tally.newer > 0 ? [`${plural(tally.newer, 'issue')} had a newer look already.`] : []),
    ...(tally.refused > 0
      ? [`${plural(tally.refused, 'field')} refused: \`waymark doctor\` tells why.`]
      : []),
    ...(tally.failed > 0
      ? [
          `${plural(tally.failed, 'issue')} could not be dealt with; the service looks at them again:`,
          ...failures.map(({ key, error }) => `  ${harmless(key, 40)}  ${harmless(error, 200)}`),
        ]
      : []),
  ];
}

function section(head: readonly string[], rows: readonly (readonly string[])[]): readonly string[] {
  return rows.length === 0 ? [] : [table(head, rows)];
}

function counted(counts: Readonly<Record<string, number>>): readonly (readonly string[])[] {
  return Object.entries(counts)
    .toSorted(([, a], [, b]) => b - a)
    .map(([name, count]) => [name, String(count)]);
}

function plural(count: number, word: string): string {
  return `${count} ${word}${count === 1 ? '' : 's'}`;
}
