import { percent } from '../../percent.ts';
import { formatScore } from '../score.ts';
import { statusNames } from '../status.ts';
import type { DocumentBlock } from './document.ts';
import { renderHtml } from './html.ts';
import { renderMarkdown } from './markdown.ts';
import type { ReviewDocument, ReviewGap, ReviewKeyResult, ReviewObjective } from './review.ts';

export const reviewFormats = ['md', 'html', 'json'] as const;
export type ReviewFormat = (typeof reviewFormats)[number];

/** Prints a review as Markdown, as one HTML page, or as JSON. */
export function renderReview(review: ReviewDocument, format: ReviewFormat): string {
  if (format === 'json') return `${JSON.stringify(review, null, 2)}\n`;
  const blocks = reviewBlocks(review);
  return format === 'md' ? renderMarkdown(blocks) : renderHtml(titleOf(review), blocks);
}

const titleOf = (review: ReviewDocument) => `OKR review ${review.period.id}`;
/** Of the finished missions so many are named; JSON has them all. */
const shownFinished = 12;

const scoreWords = (score: number | null, band: string | null) =>
  score === null ? 'no score' : `${formatScore(score)} (${band ?? ''})`;

/** The review as a document. */
export function reviewBlocks(review: ReviewDocument): readonly DocumentBlock[] {
  const { period, day, objectives, gaps } = review;
  const openings: DocumentBlock[] = [
    { kind: 'heading', level: 1, text: titleOf(review) },
    { kind: 'paragraph', text: `${period.from} to ${period.to}, as of ${day}. ${gapCount(gaps)}` },
  ];
  if (objectives.length === 0) {
    return [...openings, { kind: 'gap', text: `There are no objectives for ${period.id} yet.` }];
  }
  const overview: DocumentBlock = {
    kind: 'table',
    header: ['Objective', 'Owner', 'Score', 'Status', 'Confidence'],
    rows: objectives.map((one) => [
      one.statement,
      one.owner ?? '—',
      one.score === null ? '—' : formatScore(one.score),
      statusNames[one.status],
      one.confidence ?? '—',
    ]),
  };
  const advice: DocumentBlock[] =
    review.advice.length === 0 ? [] : [{ kind: 'list', items: review.advice.map((text) => ({ text })) }];
  return [...openings, overview, ...advice, ...objectives.flatMap((one) => objectiveBlocks(one, gaps))];
}

const gapCount = (gaps: readonly ReviewGap[]) =>
  gaps.length === 0
    ? 'Nothing is left to fill in.'
    : `${gaps.length} ${gaps.length === 1 ? 'gap is' : 'gaps are'} left to fill in, marked below.`;

function gapBlocks(gaps: readonly ReviewGap[], goal: string, ...parts: ReviewGap['part'][]): DocumentBlock[] {
  return gaps
    .filter((gap) => gap.goal === goal && parts.includes(gap.part))
    .map((gap) => ({ kind: 'gap', text: gap.question }));
}

function objectiveBlocks(one: ReviewObjective, gaps: readonly ReviewGap[]): DocumentBlock[] {
  const section = (text: string, items: readonly string[], part: ReviewGap['part']): DocumentBlock[] => [
    { kind: 'heading', level: 3, text },
    ...(items.length === 0 ? [] : [{ kind: 'list', items: items.map((each) => ({ text: each })) } as const]),
    ...gapBlocks(gaps, one.id, part),
  ];
  return [
    { kind: 'heading', level: 2, text: one.statement },
    {
      kind: 'facts',
      facts: [
        ['Owner', one.owner ?? '—'],
        ['Team', one.team ?? '—'],
        ['Score', scoreWords(one.score, one.band)],
        ['Status', `${statusNames[one.status]}. ${one.rule}`],
        ['Confidence', one.confidence ?? '—'],
      ],
    },
    ...gapBlocks(gaps, one.id, 'owner', 'confidence'),
    { kind: 'heading', level: 3, text: 'Key results' },
    ...(one.keyResults.length === 0
      ? [{ kind: 'gap', text: 'How will we know that it is reached?' } as const]
      : one.keyResults.flatMap((keyResult) => keyResultBlocks(keyResult, gaps))),
    ...section('Blockers', one.blockers, 'blockers'),
    ...section('Learnings', one.learnings, 'learnings'),
    ...section('Next steps', one.nextSteps, 'next-steps'),
  ];
}

function keyResultBlocks(one: ReviewKeyResult, gaps: readonly ReviewGap[]): DocumentBlock[] {
  const progress =
    one.progress === null ? 'unknown' : `${percent(one.progress)}, score ${scoreWords(one.score, one.band)}`;
  const way = `${one.start ?? '?'} → ${one.current ?? '?'} → ${one.target ?? '?'}`;
  return [
    { kind: 'heading', level: 4, text: one.statement },
    {
      kind: 'facts',
      facts: [
        ['Start → now → target', way],
        ['Progress', progress],
        ['Status', `${statusNames[one.status]}. ${one.rule}`],
        ['Trend', one.sparkline === '' ? one.trend : `${one.sparkline} ${one.trend}`],
        ...(one.forecast === null ? [] : [['Forecast', one.forecast] as const]),
      ],
    },
    ...gapBlocks(gaps, one.id, 'value'),
    ...(one.narrative.length === 0
      ? gapBlocks(gaps, one.id, 'narrative')
      : [
          {
            kind: 'list',
            items: one.narrative.map(({ day, author, text }) => ({ text: `${day}, ${author}: ${text}` })),
          } as const,
        ]),
    ...(one.finished.length === 0
      ? []
      : [
          { kind: 'paragraph', text: 'Finished for it:' } as const,
          {
            kind: 'list',
            items: [
              ...one.finished
                .slice(0, shownFinished)
                .map(({ key, title, url }) => ({ text: `${key} ${title}`, href: url })),
              ...(one.finished.length > shownFinished
                ? [{ text: `and ${one.finished.length - shownFinished} more` }]
                : []),
            ],
          } as const,
        ]),
  ];
}
