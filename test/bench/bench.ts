import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { startSandbox } from '../helpers/service.ts';
import type { Measured, Size } from './part.ts';
import { parts } from './parts.ts';
import { bindingNames, openPlaces } from './places.ts';

const usage = `npm run bench -- [PART…] [options]
Measures ${parts.map(({ name }) => name).join(', ')} (or those that are named), those with a store on every binding
that this machine has, in one run. Absolute figures are the machine's; what counts are the ratios.
  --json           print one JSON object
  --quick          a tenth of the work, to see that it runs
  --binding NAME   one of ${bindingNames.join(', ')}`;

const { values, positionals } = parseArgs({
  options: {
    json: { type: 'boolean', default: false },
    quick: { type: 'boolean', default: false },
    binding: { type: 'string' },
    help: { type: 'boolean', default: false },
  },
  allowPositionals: true,
});
const print = (text: string) => process.stdout.write(`${text}\n`);
if (values.help) {
  print(usage);
  process.exit(0);
}

const unknown = positionals.find((name) => !parts.some((part) => part.name === name));
if (unknown !== undefined) {
  process.stderr.write(`${unknown} is none of ${parts.map(({ name }) => name).join(', ')}\n`);
  process.exit(2);
}
const wanted = parts.filter(({ name }) => positionals.length === 0 || positionals.includes(name));
const size: Size = values.quick
  ? { rounds: 1, count: 600, issues: 100, backlog: 1_000, scales: [1_000, 10_000] }
  : { rounds: 3, count: 5_000, issues: 1_000, backlog: 10_000, scales: [10_000, 100_000] };
const places = await openPlaces();
const sandbox = await startSandbox({ backlog: 'empty' });
const context = { build: join(import.meta.dirname, '../..'), places, sandbox, size };
const results: Record<string, Record<string, unknown>> = {};
try {
  for (const binding of places.available) {
    if (values.binding !== undefined && values.binding !== binding) continue;
    heading(binding);
    for (const part of wanted) {
      if (part.on === 'each binding') keep(binding, part.name, await part.run(binding, context));
    }
  }
  heading('without a store');
  for (const part of wanted) {
    if (part.on === 'no binding') keep('without a store', part.name, await part.run(context));
  }
} finally {
  await sandbox.close();
  await places.close();
}

if (values.json) print(JSON.stringify({ node: process.version, ...size, results }, null, 2));
for (const name of bindingNames) {
  if (!places.available.includes(name)) process.stderr.write(`left out: ${name} is not installed\n`);
}

function heading(name: string): void {
  if (!values.json) print(`\n${name}`);
}

function keep(where: string, part: string, { lines, figures }: Measured): void {
  results[where] = { ...results[where], [part]: figures };
  if (values.json) return;
  for (const [name, value] of lines) print(`  ${name.padEnd(34)}${value}`);
}
