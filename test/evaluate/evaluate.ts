import { createModel, MODEL_LABELS } from '../../src/domain/assessment/framing/model.ts';
import { readStoryWith } from '../../src/domain/assessment/read-story.ts';
import { readCorpus, SET_ASIDE } from './corpus.ts';
import { curvesFrom, holdOut, modelsByProject } from './cross-validation.ts';
import { type Figures, figuresOf, type Judged } from './figures.ts';
import { trainWeights } from './fit.ts';
import { render } from './render.ts';

const args = process.argv.slice(2);
const folder = args.find((arg) => !arg.startsWith('--'));
if (folder === undefined) {
  process.stderr.write('usage: npm run evaluate -- FOLDER [--json] [--errors]\n');
  process.exit(2);
}
const examples = readCorpus(folder);
const heldOut = holdOut(examples, (project, done, all) => {
  if (process.stderr.isTTY) process.stderr.write(`\r\u001b[K${done}/${all} without ${project}`);
});
if (process.stderr.isTTY) process.stderr.write('\r\u001b[K');
const models = modelsByProject(heldOut);
const judged: Judged[] = heldOut.map(({ sample, scores }) => {
  const model = models.get(sample.example.project);
  if (!model) throw new Error(`no model for ${sample.example.project}`);
  return {
    example: sample.example,
    reading: readStoryWith(model, sample.example.story),
    recipeScore: scores[MODEL_LABELS.indexOf('recipe')] ?? 0,
  };
});

const known = heldOut.filter(({ sample }) => !SET_ASIDE.has(sample.example.source));
const weights = trainWeights(known.map(({ sample }) => sample));
const unseen = createModel({ ...weights, curves: curvesFrom(known) }, weights.words);
const aside: Judged[] = examples
  .filter((example) => SET_ASIDE.has(example.source))
  .map((example) => ({ example, reading: readStoryWith(unseen, example.story), recipeScore: 0 }));

const report: { crossValidated: Figures; setAside: Figures } = {
  crossValidated: figuresOf(judged),
  setAside: figuresOf(aside),
};
process.stdout.write(
  args.includes('--json')
    ? `${JSON.stringify(report, null, 2)}\n`
    : render(report, args.includes('--errors') ? judged : []),
);
