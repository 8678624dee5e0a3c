import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { readCorpus } from './corpus.ts';
import { curvesFrom, holdOut } from './cross-validation.ts';
import { sampleOf } from './design.ts';
import { trainWeights } from './fit.ts';

const [
  folder,
  target = 'src/domain/assessment/framing/framing.weights.json',
  wordTarget = 'src/domain/assessment/framing/word-meaning.weights.json',
] = process.argv.slice(2);
if (folder === undefined) {
  process.stderr.write('usage: npm run train -- FOLDER [WEIGHTS.json [WORDS.json]]\n');
  process.exit(2);
}
const examples = readCorpus(folder);
const heldOut = holdOut(examples, (project, done, all) =>
  process.stderr.write(`${done}/${all} without ${project}\n`),
);
const weights = trainWeights(examples.map(sampleOf));
const lines = Object.entries(weights.signals).map(
  ([name, list]) => `${JSON.stringify(name)}:${JSON.stringify(list)}`,
);
mkdirSync(dirname(target), { recursive: true });
writeFileSync(
  target,
  `{"bias":${JSON.stringify(weights.bias)},\n"curves":${JSON.stringify(curvesFrom(heldOut))},\n"signals":{\n${lines.join(',\n')}\n}}\n`,
);
writeFileSync(wordTarget, `${JSON.stringify(weights.words, null, 1)}\n`);
process.stdout.write(`${lines.length} signals written to ${target}\n`);
