import { stringify } from 'csv-stringify/sync';
import type { Audit, AuditFigures, Share } from '../../../domain/audit/audit.ts';
import { draftText } from '../../../domain/comment/drafted-rewrite.ts';
import type { DocumentBlock } from '../../../domain/okr/review/document.ts';
import { renderMarkdown } from '../../../domain/okr/review/markdown.ts';
import type { AuditStory } from '../../../domain/ports.ts';
import { shown } from '../../../domain/quoted.ts';
import { fieldNames, percent } from '../parts/names.ts';
import { auditTitle, changeWords, periodWords, privacyWords, silenceWords } from './audit-words.ts';

const longestTitle = 200;

interface NamedShares {
  readonly title: string;
  readonly shares: readonly (readonly [name: string, share: Share])[];
}

/** The audit's tables, in the order of the page. */
function tablesOf({ writers, framings, values, withBenefit, withTarget, gaps, noGoal }: AuditFigures) {
  const named = (shares: readonly Share[]) => shares.map((share) => [share.name, share] as const);
  const tables: readonly NamedShares[] = [
    { title: 'Who wrote the stories', shares: named(writers) },
    { title: 'Recipes or problems', shares: named(framings) },
    {
      title: 'Which results they are to bring',
      shares: [
        ...values.map((share) => [share.name === 'none' ? 'names no value' : share.name, share] as const),
        ...named([withBenefit, withTarget]),
      ],
    },
    { title: 'What they leave open', shares: gaps.map((gap) => [fieldNames[gap.name], gap]) },
    { title: 'Stories with no goal', shares: noGoal ? named([noGoal]) : [] },
  ];
  return tables.filter(({ shares }) => shares.length > 0);
}

/** Words of a tracker on one line, with nothing unseen in them. */
const oneLine = (words: string) => shown(words, longestTitle);

/** For a spreadsheet: one line a figure. What begins like a formula is made a text. */
export function auditCsv(audit: Audit): string {
  const { told, trend } = audit;
  const lines: (readonly (string | number)[])[] = [
    ['section', 'item', 'count', 'of', 'share', 'share before'],
  ];
  const title = [auditTitle(audit), '', '', '', '', ''];
  lines.push(title, [privacyWords, '', '', '', '', '']);
  if (told.silence !== null) lines.push([silenceWords[told.silence], '', '', '', '', '']);
  for (const { period, silence, stories, framings } of trend) {
    const section = `Trend ${periodWords(period)}`;
    if (framings === null) lines.push([section, silenceWords[silence ?? 'no-stories'], '', '', '', '']);
    else
      for (const [framing, share] of Object.entries(framings)) {
        lines.push([section, framing, Math.round(share * stories), stories, twoPlaces(share), '']);
      }
  }
  if (told.silence === null) {
    for (const { title: section, shares } of tablesOf(told.figures)) {
      for (const [name, { count, of, share, before }] of shares) {
        lines.push([section, name, count, of, twoPlaces(share), before === null ? '' : twoPlaces(before)]);
      }
    }
    for (const story of told.figures.noGoal?.stories ?? [])
      lines.push(storyLine('Story with no goal', story));
    for (const story of told.rewrite) {
      lines.push(storyLine('Worth rewriting', story, oneLine(draftText(story.draft))));
    }
  }
  const words = lines.map((line) => line.map((cell) => (typeof cell === 'string' ? oneLine(cell) : cell)));
  return stringify(words, { escape_formulas: true, record_delimiter: '\r\n' });
}

const storyLine = (section: string, { key, title }: AuditStory, draft = '') =>
  [section, `${key}: ${oneLine(title)}`, draft, '', '', ''] as const;

const twoPlaces = (share: number) => Math.round(share * 100) / 100;

/** For a retrospective's page. */
export function auditMarkdown(audit: Audit): string {
  const { told, trend } = audit;
  const blocks: DocumentBlock[] = [
    { kind: 'heading', level: 1, text: auditTitle(audit) },
    { kind: 'paragraph', text: privacyWords },
  ];
  if (told.silence !== null) blocks.push({ kind: 'paragraph', text: silenceWords[told.silence] });
  else {
    if (told.isPart) {
      blocks.push({ kind: 'paragraph', text: 'Teams that are too small to be told of are left out.' });
    }
    for (const { title, shares } of tablesOf(told.figures)) {
      blocks.push({ kind: 'heading', level: 2, text: title }, sharesTable(shares));
    }
  }
  blocks.push(
    { kind: 'heading', level: 2, text: 'How it has gone' },
    {
      kind: 'table',
      header: ['Period', 'Stories', 'Recipe', 'Need', 'Hypothesis'],
      rows: trend.map(({ period, silence, stories, framings }) =>
        framings === null
          ? [periodWords(period), silenceWords[silence ?? 'no-stories'], '', '', '']
          : [
              ...[periodWords(period), String(stories), percent(framings.recipe)],
              ...[percent(framings.need), percent(framings.hypothesis)],
            ],
      ),
    },
  );
  if (told.silence === null && told.rewrite.length > 0) {
    blocks.push({ kind: 'heading', level: 2, text: 'Worth rewriting first' });
    for (const { key, title, url, draft } of told.rewrite) {
      blocks.push(
        { kind: 'list', items: [{ text: `${key}: ${oneLine(title)}`, href: url }] },
        {
          kind: 'facts',
          facts: draft.map(({ label, given, goesOn }) => [
            label,
            `${given ?? '…'}${goesOn === '…' ? '' : (goesOn ?? '')}`,
          ]),
        },
      );
    }
  }
  return renderMarkdown(blocks);
}

function sharesTable(shares: NamedShares['shares']): DocumentBlock {
  const isCompared = shares.some(([, { before }]) => before !== null);
  return {
    kind: 'table',
    header: ['', 'Share', 'Stories', ...(isCompared ? ['Since the period before'] : [])],
    rows: shares.map(([name, share]) => [
      ...[oneLine(name), percent(share.share), `${share.count} of ${share.of}`],
      ...(isCompared ? [changeWords(share) ?? ''] : []),
    ]),
  };
}
