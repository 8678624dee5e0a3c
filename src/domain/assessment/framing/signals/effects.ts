import { type Category, categoryIndex } from '../../lexicon/book.ts';
import type { Sentence } from '../../text/document.ts';
import { NOISE } from '../noise.ts';
import type { StoryTemplate } from '../story-template.ts';
import type { Add, HeardSentence } from './heard.ts';

const CLASS_OF: Partial<Record<Category, string>> = {
  eEase: 'cost',
  eManual: 'cost',
  eEffort: 'cost',
  eTrust: 'risk',
  eLoss: 'risk',
  eSecure: 'risk',
  eLegal: 'risk',
  eGuard: 'risk',
  eCrash: 'risk',
  eWrong: 'risk',
  eMoney: 'revenue',
  eGrow: 'revenue',
  eIntegrate: 'enabler',
  eInfra: 'enabler',
  eStudy: 'enabler',
};

const GROUPS = [...(Object.keys(CLASS_OF) as Category[]), 'eInform' as const].map((name) => ({
  name,
  index: categoryIndex[name],
  valueClass: CLASS_OF[name] ?? null,
  // Built once: a name that is put together anew must be hashed anew.
  at: {
    reason: `E:reason:${name}`,
    wish: `E:wish:${name}`,
    why: `E:why:${name}`,
    title: `E:title:${name}`,
    opening: `E:opening:${name}`,
    body: `E:body:${name}`,
  },
  any: `E:any:${name}`,
  story: `E:story:${name}`,
  free: `E:free:${name}`,
  main: `E:main:${name}`,
  often: `E:often:${name}`,
}));
const GROUP_INDEXES = new Set(GROUPS.map(({ index }) => index));

// Where an effect is told, best first: the template's reason, its wish, a heading that tells why, title, opening, rest.
type Place = 'reason' | 'wish' | 'why' | 'title' | 'opening' | 'body';
const WHY = new Set(['problem', 'benefit', 'goal', 'success', 'hypothesis', 'result']);
const OPENING = 2;
const REST = 12;

/** Notes each effect with the place that tells it, and when all effects of a place belong to one value class. */
export function addEffects(
  sentences: readonly HeardSentence[],
  template: StoryTemplate | null,
  add: Add,
): void {
  const heard = new Map<Place, Map<number, Sentence>>();
  const note = (place: Place, category: number, sentence: Sentence): void => {
    if (!GROUP_INDEXES.has(category)) return;
    const known = heard.get(place) ?? new Map<number, Sentence>();
    if (!known.has(category)) known.set(category, sentence);
    heard.set(place, known);
  };
  let body = 0;
  for (const { sentence, hits } of sentences) {
    const { kind, section } = sentence;
    if (template?.role?.sentence === sentence) {
      for (const { category, from } of hits) {
        const place = placeInTemplate(template, sentence, from);
        if (place) note(place, category, sentence);
      }
      continue;
    }
    if (kind !== 'title' && NOISE.has(section)) continue;
    if (kind !== 'title') body++;
    const place: Place =
      kind === 'title' ? 'title' : WHY.has(section) ? 'why' : body <= OPENING ? 'opening' : 'body';
    if (place === 'body' && body > REST) continue;
    for (const { category } of hits) note(place, category, sentence);
  }
  addGroups(heard, template !== null, add);
  addClasses(heard, template !== null, add);
}

function placeInTemplate({ want, reason }: StoryTemplate, sentence: Sentence, at: number): Place | null {
  if (reason?.sentence === sentence && at >= reason.from && at < reason.to) return 'reason';
  if (want?.sentence === sentence && at >= want.from && at < want.to) return 'wish';
  return null;
}

function addGroups(heard: ReadonlyMap<Place, ReadonlyMap<number, Sentence>>, story: boolean, add: Add): void {
  for (const group of GROUPS) {
    let places = 0;
    let main: Sentence | null = null;
    let any: Sentence | null = null;
    for (const [place, categories] of heard) {
      const sentence = categories.get(group.index);
      if (!sentence) continue;
      places++;
      any ??= sentence;
      if (place !== 'body') main ??= sentence;
      add(group.at[place], sentence);
    }
    if (!any) continue;
    add(group.any, any);
    add(story ? group.story : group.free, any);
    if (main) add(group.main, main);
    if (places > 1) add(group.often, any);
  }
}

function addClasses(
  heard: ReadonlyMap<Place, ReadonlyMap<number, Sentence>>,
  story: boolean,
  add: Add,
): void {
  const main = new Map<string, Sentence>();
  const telling: readonly Place[] = story ? ['reason', 'wish'] : ['why', 'title', 'opening'];
  for (const [place, categories] of heard) {
    if (place === 'body') continue;
    for (const [valueClass, sentence] of classesIn(categories))
      if (!main.has(valueClass)) main.set(valueClass, sentence);
  }
  for (const place of telling) {
    const classes = classesIn(heard.get(place) ?? new Map());
    if (classes.size === 0) add(`E:none:${place}`);
    for (const [valueClass, sentence] of classes) {
      add(`E:class:${place}:${valueClass}`, sentence);
      if (classes.size > 1) continue;
      add(`E:only:${place}:${valueClass}`, sentence);
      add(`E:only:${valueClass}`, sentence);
    }
  }
  if (main.size === 0) add('E:none');
  if (main.size === 1) for (const [valueClass, sentence] of main) add(`E:sole:${valueClass}`, sentence);
}

function classesIn(categories: ReadonlyMap<number, Sentence>): Map<string, Sentence> {
  const classes = new Map<string, Sentence>();
  for (const { index, valueClass } of GROUPS) {
    const sentence = categories.get(index);
    if (sentence && valueClass && !classes.has(valueClass)) classes.set(valueClass, sentence);
  }
  return classes;
}
