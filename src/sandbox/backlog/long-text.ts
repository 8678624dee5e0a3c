const SUBJECTS = [
  'The old importer',
  'Each night job',
  'The price service',
  'Our German warehouse',
  'The agency',
  'Support',
];
const VERBS = ['reads', 'copies', 'renames', 'compares', 'forgets', 'sends back'];
const OBJECTS = [
  'the article list with its two thousand columns',
  'whatever the last release left in the queue',
  'the colour names that marketing translated by hand',
  'the stock figures of the outlet in Malmö',
  'a spreadsheet that only one colleague can open',
];
const ENDINGS = [
  'and nobody remembers who asked for it.',
  'before the shop wakes up at six.',
  'which took us most of a Tuesday to find out.',
  'unless the disk is full, and then it does so twice.',
];

/** Meeting notes without end: `count` sentences in paragraphs of five, always the same for the same count. */
export function rambling(count: number): string {
  const sentences = Array.from({ length: count }, (_unused, index) =>
    [
      pick(SUBJECTS, index),
      pick(VERBS, index * 5 + 1),
      pick(OBJECTS, index * 3 + 2),
      pick(ENDINGS, index * 7 + 3),
    ].join(' '),
  );
  const paragraphs: string[] = [];
  for (let at = 0; at < sentences.length; at += 5) paragraphs.push(sentences.slice(at, at + 5).join(' '));
  return paragraphs.join('\n\n');
}

function pick(words: readonly string[], index: number): string {
  return words[index % words.length] ?? '';
}
