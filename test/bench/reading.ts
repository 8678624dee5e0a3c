import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { readStory } from '../../src/domain/assessment/read-story.ts';
import type { Story } from '../../src/domain/assessment/reading.ts';
import { APP } from '../../src/sandbox/backlog/app.ts';
import { OPS } from '../../src/sandbox/backlog/ops.ts';
import { SHOP } from '../../src/sandbox/backlog/shop.ts';
import { type BenchPart, type Line, ms } from './part.ts';

// Without the few that ramble on: those are what the hostile texts are for.
const LONGEST = 4_000;
const stories: readonly Story[] = [...SHOP, ...APP, ...OPS]
  .map(({ title, description }) => ({ title, description: description ?? '' }))
  .filter(({ description }) => description.length <= LONGEST);

const MILLION = 1_000_000;
// What makes careless readers slow: openings without an end, repeated marks, words that almost match a phrase.
const hostile: readonly string[] = [
  'a',
  'a ',
  '(',
  '**',
  '[[',
  '```',
  '- [ ] x\n',
  '<!--',
  '{code',
  'as a user i want so that ',
  'if we ',
  'do not be not ',
  'x.\n',
  '\n',
  '| ',
  '# ',
  'https://a',
  '\u{1f600}',
];

/** The built-in reader: stories a second on one core, what the longest hostile texts cost, and how long it loads. */
export const reading: BenchPart = {
  name: 'reading',
  on: 'no binding',
  run({ build, size }) {
    const reader = join(build, 'src/domain/assessment/read-story.js');
    const loads = Array.from({ length: 5 }, () => loadTime(reader)).sort((a, b) => a - b);
    const loadMs = loads[2] ?? 0;
    readAll(Math.ceil(2_000 / stories.length));
    const rounds = Math.ceil((size.count * 2) / stories.length);
    const began = performance.now();
    readAll(rounds);
    const perSecond = (rounds * stories.length * 1000) / (performance.now() - began);
    const worst = hostile
      .map((piece) => ({ piece, ms: hostileTime(piece) }))
      .reduce((slowest, each) => (each.ms > slowest.ms ? each : slowest));
    const lines: Line[] = [
      ['import and model load', ms(loadMs)],
      ['stories read a second', perSecond.toFixed(0).padStart(6)],
      ['slowest hostile megabyte', `${ms(worst.ms)}  ${JSON.stringify(worst.piece)}`],
    ];
    return Promise.resolve({ lines, figures: { loadMs, perSecond, worst } });
  },
};

function readAll(rounds: number): void {
  for (let round = 0; round < rounds; round++) for (const story of stories) readStory(story);
}

function hostileTime(piece: string): number {
  const text = piece.repeat(Math.ceil(MILLION / piece.length));
  const began = performance.now();
  readStory({ title: text, description: text });
  return performance.now() - began;
}

/** In a process of its own: what an import costs there counts everything that the reader brings along. */
function loadTime(file: string): number {
  const script = `const t = performance.now(); await import(${JSON.stringify(pathToFileURL(file).href)}); console.log(performance.now() - t)`;
  return Number(execFileSync(process.execPath, ['--input-type=module', '-e', script], { encoding: 'utf8' }));
}
