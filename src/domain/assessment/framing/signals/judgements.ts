import { type Category, categoryIndex, phrases } from '../../lexicon/book.ts';
import type { Document, Sentence } from '../../text/document.ts';
import { NOISE } from '../noise.ts';
import type { StoryTemplate } from '../story-template.ts';
import { type Add, anyOf, CATEGORIES, type HeardSentence } from './heard.ts';

const REASONS: readonly Category[] = [
  'soThat',
  'inOrder',
  'toBenefit',
  'forGain',
  'because',
  'therefore',
  'thisMeans',
];

const SOFT_REASONS: readonly Category[] = [
  'gain',
  'gainVerb',
  'gainNoun',
  'neededFor',
  'noMore',
  'consistent',
  'leadsTo',
  'ensure',
  'future',
];

const HARMS: readonly Category[] = [
  'bugFails',
  'bugBroken',
  'bugWrong',
  'cannotDo',
  'problemNoun',
  'difficulty',
];

const SOFT_HARMS: readonly Category[] = ['wrongness', 'missing', 'negated', 'oddity'];

const GAINS: readonly Category[] = ['gain', 'gainVerb', 'gainNoun', 'noMore', 'consistent'];

const PURPOSES: readonly Category[] = ['soThat', 'inOrder', 'toBenefit', 'forGain'];

const CAUSES: readonly Category[] = ['because', 'therefore'];

const EFFECTS: readonly Category[] = ['thisMeans', 'leadsTo'];

const INTERNAL = new Set(
  'developer designer tester researcher qa po pm sre contributor maintainer engineer team owner stakeholder architect analyst operator devops programmer'.split(
    ' ',
  ),
);

/** What the single signals come to together: is any reason given, is any harm told, is it an order? */
export function addJudgements(
  document: Document,
  sentences: readonly HeardSentence[],
  template: StoryTemplate | null,
  novelty: number,
  names: ReadonlyMap<string, Sentence | null>,
  add: Add,
): void {
  const statement = names.has('title:statement') || !names.has('title:imperative');
  let reason: Sentence | null = null;
  let softReason: Sentence | null = null;
  let harm: Sentence | null = null;
  let softHarm: Sentence | null = null;
  let reasons = 0;
  const kinds = new Set<string>();
  let harms = 0;
  let titleHarm = false;
  let titleSoftHarm = false;
  for (const { sentence, has } of sentences) {
    if (sentence.kind === 'check' || NOISE.has(sentence.section)) continue;
    const inTitle = sentence.kind === 'title';
    const told = template?.role?.sentence === sentence;
    if (!told && anyOf(has, REASONS)) {
      reason ??= sentence;
      reasons++;
    }
    if (!told && anyOf(has, SOFT_REASONS)) softReason ??= sentence;
    if (!told && !inTitle) {
      const hard = anyOf(has, HARMS);
      const soft = anyOf(has, SOFT_HARMS);
      const people = has.has(categoryIndex.people);
      const gain = anyOf(has, GAINS);
      for (const [kind, group] of [
        ['purpose', PURPOSES],
        ['cause', CAUSES],
        ['effect', EFFECTS],
      ] as const) {
        if (!anyOf(has, group)) continue;
        kinds.add(kind);
        add(`K:${kind}:${hard ? 'harm' : soft ? 'soft' : gain ? 'gain' : 'plain'}`, sentence);
        if (people) add(`K:${kind}:people`, sentence);
        if (gain) add(`K:${kind}:gain+`, sentence);
        if (has.has(categoryIndex.should) || has.has(categoryIndex.wish)) add(`K:${kind}:wish`, sentence);
      }
      if (people && hard) add('K:people:harm', sentence);
      if (gain && (has.has(categoryIndex.should) || has.has(categoryIndex.wish)))
        add('K:wish:gain', sentence);
      if (has.has(categoryIndex.difficulty) && people) add('K:people:difficulty', sentence);
    }
    if (anyOf(has, HARMS)) {
      harm ??= sentence;
      harms++;
      if (inTitle) titleHarm = true;
    }
    if (anyOf(has, SOFT_HARMS)) {
      softHarm ??= sentence;
      if (inTitle) titleSoftHarm = true;
      if (inTitle && statement && has.has(categoryIndex.negated)) titleHarm = true;
    }
  }
  for (const kind of kinds) {
    add(
      `K:${kind}:doc:${titleHarm || names.has('H:steps') ? 'bug' : harm ? 'harm' : softHarm ? 'soft' : 'calm'}`,
      reason,
    );
    add(`K:${kind}:${names.has('title:imperative') ? 'order' : 'other'}`, reason);
  }
  if (kinds.size === 0) add(`K:none:${titleHarm ? 'bug' : harm ? 'harm' : 'calm'}`);
  const shape = template
    ? 'story'
    : names.has('title:imperative')
      ? 'order'
      : names.has('title:statement')
        ? 'statement'
        : 'noun';
  const empty = names.has('body:empty') || names.has('body:noProse') || names.has('body:onlyPlaceholders');
  add(`J:${shape}`, document.title);
  if (empty) add(`J:${shape}:empty`, document.title);
  const why = reason ? 'reason' : softReason ? 'soft' : 'none';
  const report = names.has('H:steps') || names.has('H:actual');
  const hurt = titleHarm
    ? 'title'
    : report
      ? 'report'
      : harm
        ? 'body'
        : titleSoftHarm
          ? 'softTitle'
          : softHarm
            ? 'soft'
            : 'none';
  add(`J:why:${why}`, reason ?? softReason);
  add(`J:hurt:${hurt}`, harm ?? softHarm);
  add(`J:${shape}:why:${why}`, reason ?? softReason);
  add(`J:${shape}:hurt:${hurt}`, harm ?? softHarm);
  add(`J:why:${why}:hurt:${hurt}`, harm ?? reason);
  if (reasons > 1) add('J:reasons', reason);
  if (harms > 2) add('J:harms', harm);
  if (template?.role) {
    const last =
      template.role.text
        .split(/[\s/]+/)
        .at(-1)
        ?.toLowerCase()
        .replace(/s$/, '') ?? '';
    const inside = INTERNAL.has(last) || /team/i.test(template.role.text);
    add(inside ? 'J:inside' : 'J:outside', template.role.sentence);
    const because = novelty < 0 ? 'none' : novelty <= 1 ? 'restated' : 'given';
    add(`J:${inside ? 'inside' : 'outside'}:${because}`, template.role.sentence);
    const { want } = template;
    if (want) {
      const has = new Set(
        phrases.find(want.sentence.tokens.slice(want.from, want.to)).map((hit) => hit.category),
      );
      for (const index of has) {
        const name = CATEGORIES[index];
        if (name?.startsWith('v')) add(`W:${name}`, want.sentence);
      }
      for (const category of [
        'uiNoun',
        'techNoun',
        'docNoun',
        'chore',
        'access',
        'investigate',
        'meeting',
        'negated',
        'gain',
      ] as const) {
        if (has.has(categoryIndex[category])) {
          add(`W:${category}`, want.sentence);
          add(`W:${category}:${because}`, want.sentence);
          if (inside) add(`W:${category}:inside`, want.sentence);
        }
      }
    }
  }
}
