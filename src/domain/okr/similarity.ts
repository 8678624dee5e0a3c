const stopWords = new Set(
  (
    'a an and are as at be been before but by can could do does for from has have i if in into is it its more most ' +
    'my no not of on or our should so some such than that the their them then there these they this to too up us ' +
    'was we were what when where which who will with without would you your all any each every via per'
  ).split(' '),
);

/** Words that mean the same persona or the same act; each group counts as its first word. */
const synonyms: ReadonlyMap<string, string> = new Map(
  [
    'customer client buyer shopper purchaser consumer',
    'user visitor',
    'developer engineer programmer dev',
    'employee staff teammate colleague worker',
    'admin administrator',
    'manager lead',
    'slow sluggish delay wait lag',
    'fast quick quickly rapid speed',
    'fail failure error broken crash',
    'find search discover locate',
    'buy purchase order',
    'checkout payment pay',
    'quit abandon leave drop churn',
    'improve increase raise grow boost',
    'reduce lower decrease cut',
    'login signin logon sign authentication',
    'mobile phone smartphone',
    'cost expense spending',
    'lose lost loss miss',
  ].flatMap((group) => {
    const words = group.split(' ');
    return words.map((word) => [stem(word), stem(words[0] ?? word)] as const);
  }),
);

/** Cuts the common English endings; crude, and the same for both sides. */
function stem(word: string): string {
  for (const ending of [
    'ization',
    'ations',
    'ation',
    'ments',
    'ment',
    'ingly',
    'ings',
    'ing',
    'ies',
    'ers',
    'edly',
    'ed',
    'es',
    'er',
    's',
    'e',
    'y',
  ]) {
    if (
      word.length - ending.length >= 3 &&
      word.endsWith(ending) &&
      !(ending === 's' && word.endsWith('ss'))
    ) {
      return word.slice(0, -ending.length);
    }
  }
  return word;
}

/** The words that carry the meaning, stemmed, synonyms united. */
export function contentWords(text: string): ReadonlySet<string> {
  const words = text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
  const kept = words.filter((word) => !stopWords.has(word)).map((word) => stem(word));
  return new Set(kept.map((word) => synonyms.get(word) ?? word));
}

function trigrams(text: string): ReadonlySet<string> {
  const plain = ` ${(text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []).join(' ')} `;
  const grams = new Set<string>();
  for (let index = 0; index + 3 <= plain.length; index += 1) grams.add(plain.slice(index, index + 3));
  return grams;
}

function overlap(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  let shared = 0;
  for (const item of a) if (b.has(item)) shared += 1;
  return shared;
}

const dice = (a: ReadonlySet<string>, b: ReadonlySet<string>) =>
  a.size + b.size === 0 ? 1 : (2 * overlap(a, b)) / (a.size + b.size);

/**
 * How alike two texts are, 0 to 1: the better of shared content words (Dice over stems; words of one text wholly
 * inside the other count more, since adding detail is no replacement) and shared letter triples, which still see
 * likeness in compound words and languages without our stop words.
 */
export function similarity(a: string, b: string): number {
  if (a.trim().toLowerCase() === b.trim().toLowerCase()) return 1;
  const words = [contentWords(a), contentWords(b)] as const;
  const smaller = Math.min(words[0].size, words[1].size);
  if (smaller === 0) return dice(trigrams(a), trigrams(b));
  const contained = overlap(words[0], words[1]) / smaller;
  return Math.max(
    dice(words[0], words[1]),
    smaller >= 2 ? 0.8 * contained : 0.7 * contained,
    0.9 * dice(trigrams(a), trigrams(b)),
  );
}
