import type { Token } from '../text/tokens.ts';

const STOP = new Set(
  'a an the this that these those and or of to in on at for with by from as is are was were be been being it its they them their there he she his her you your i my me we our us do does did not no can could will would shall should may might must have has had able so if then than when what which who whom whose how all any some each other others more most also just only very about into over up out off get gets got want wants need needs use uses using used'.split(
    ' ',
  ),
);

export function isStopWord(word: string): boolean {
  return STOP.has(word);
}

const KIN: readonly (readonly string[])[] = [
  ['change', 'modify', 'edit', 'update', 'alter', 'adjust', 'correct', 'revise', 'amend'],
  ['find', 'search', 'obtain', 'locate', 'browse', 'retrieve', 'lookup', 'query', 'access', 'discover'],
  ['publish', 'share', 'public', 'publicly', 'available', 'visible', 'post', 'display', 'show', 'appear'],
  ['create', 'add', 'new', 'make', 'copy', 'generate', 'write', 'build', 'produce', 'set'],
  [
    'manage',
    'track',
    'record',
    'log',
    'maintain',
    'administer',
    'handle',
    'process',
    'conduct',
    'perform',
    'complete',
    'satisfy',
  ],
  ['see', 'view', 'read', 'know', 'watch', 'look', 'check', 'notified', 'informed', 'aware'],
  ['remove', 'delete', 'clear', 'drop'],
  ['pay', 'charge', 'fee', 'fees'],
  ['invite', 'join', 'member', 'become'],
  ['restore', 'recover', 'back', 'revert', 'return'],
  ['download', 'have', 'save', 'store', 'keep'],
  ['information', 'data', 'details', 'info'],
  ['deploy', 'release', 'install'],
];
const KIN_OF = new Map<string, string>();
for (const [head = '', ...others] of KIN)
  for (const word of [head, ...others]) KIN_OF.set(stemOf(word), `~${head}`);

/** A crude stem: enough to see that "publishing" and "published", or "edit" and "modify", are the same idea. */
export function stem(word: string): string {
  const base = stemOf(word);
  return KIN_OF.get(base) ?? base;
}

function stemOf(word: string): string {
  return word.length > 5
    ? word.slice(0, 5)
    : word.endsWith('s') && word.length > 3
      ? word.slice(0, -1)
      : word;
}

/** The ideas in a stretch of tokens, as stems. */
export function contentStems(tokens: readonly Token[], from: number, to: number): Set<string> {
  const stems = new Set<string>();
  for (let i = from; i < to; i++) {
    const token = tokens[i];
    if (!token || token.shape === 'mark') continue;
    // "a save-for-later button … so I can save for later": the parts of a compound count.
    for (const part of token.norm.split('-')) if (part !== '' && !isStopWord(part)) stems.add(stem(part));
  }
  return stems;
}
