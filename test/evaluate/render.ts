import type { Bin, Figures, Judged } from './figures.ts';

/** The evaluation as plain text tables. */
export function render(
  report: { crossValidated: Figures; setAside: Figures },
  errors: readonly Judged[],
): string {
  return [
    `# Cross-validated, whole projects left out (${report.crossValidated.items} items)`,
    section(report.crossValidated),
    `# Sources set aside while the signals were designed (${report.setAside.items} items)`,
    section(report.setAside),
    ...(errors.length > 0
      ? [
          '# Wrong framings',
          ...errors.filter(({ example, reading }) => example.framing !== reading.framing).map(errorLine),
        ]
      : []),
  ]
    .join('\n\n')
    .concat('\n');
}

function section(figures: Figures): string {
  const { labels } = figures;
  return [
    table(
      ['label', 'precision', 'recall', 'F1', 'positives'],
      Object.entries(labels).map(([name, s]) => [name, s.precision, s.recall, s.f1, s.positives]),
    ),
    `framing accuracy ${figures.framingAccuracy}   persona kind accuracy ${figures.personaKindAccuracy}   value accuracy ${figures.valueAccuracy}`,
    `framing (rows: label, columns: said)\n${matrix(figures.framingMatrix)}`,
    `value (rows: label, columns: said)\n${matrix(figures.valueMatrix)}`,
    `calibration of framing, expected error ${figures.calibration.ece}\n${bins(figures.calibration.bins)}`,
    `calibration of value, expected error ${figures.valueCalibration.ece}\n${bins(figures.valueCalibration.bins)}`,
    `recipe findings by confidence\n${table(
      ['at least', 'precision', 'coverage', 'comments'],
      figures.recipeCurve.map((p) => [p.threshold, p.precision, p.coverage, p.comments]),
    )}`,
    figures.proposedThreshold
      ? `proposed threshold ${figures.proposedThreshold.threshold}: precision ${figures.proposedThreshold.precision}, coverage ${figures.proposedThreshold.coverage}`
      : 'no threshold is precise enough',
    `right answers by source\n${table(
      ['source', 'items', 'framing', 'problem', 'benefit', 'persona', 'value'],
      Object.entries(figures.bySource).map(([source, s]) => [
        source,
        s.items,
        s.framing,
        s.problem,
        s.benefit,
        s.persona,
        s.value,
      ]),
    )}`,
  ].join('\n\n');
}

function matrix(counts: Readonly<Record<string, Readonly<Record<string, number>>>>): string {
  const names = Object.keys(counts).sort();
  return table(
    ['', ...names],
    names.map((row) => [row, ...names.map((column) => counts[row]?.[column] ?? 0)]),
  );
}

function bins(all: readonly Bin[]): string {
  return table(
    ['confidence', 'items', 'mean', 'right'],
    all.map((b) => [`${b.from}-${b.to}`, b.items, b.confidence, b.right]),
  );
}

function table(head: readonly string[], rows: readonly (readonly (string | number)[])[]): string {
  const cells = [head, ...rows].map((row) => row.map(String));
  const widths = head.map((_, i) => Math.max(...cells.map((row) => row[i]?.length ?? 0)));
  return cells
    .map((row) =>
      row
        .map((cell, i) => (i === 0 ? cell.padEnd(widths[i] ?? 0) : cell.padStart(widths[i] ?? 0)))
        .join('  '),
    )
    .join('\n');
}

function errorLine({ example, reading }: Judged): string {
  return `${example.id} ${example.framing} read as ${reading.framing} (${reading.confidence})`;
}
