import type { Day } from '../days.ts';
import type { GoalTree } from '../goal-tree.ts';
import { missionParts } from '../lint/mission-shape.ts';
import { runsOn } from '../period.ts';
import type { DocumentBlock } from './document.ts';
import { renderHtml } from './html.ts';
import { renderMarkdown } from './markdown.ts';
import type { ReviewFormat } from './review-blocks.ts';

/** A team's mission canvas; null and empty lists are the gaps that the team must fill. */
export interface MissionCanvas {
  readonly team: string;
  readonly name: string;
  readonly owner: string | null;
  readonly mission: string | null;
  readonly purpose: string | null;
  readonly scope: string | null;
  readonly approach: string | null;
  /** Its own metrics, then what its running objectives measure. */
  readonly metrics: readonly string[];
  readonly objectives: readonly { readonly id: string; readonly statement: string }[];
  readonly gaps: readonly { readonly part: string; readonly question: string }[];
}

/** The canvas of a team; what it leaves out is taken from the parts of its mission statement. Null for no team. */
export function missionCanvas(tree: GoalTree, teamId: string, today: Day): MissionCanvas | null {
  const team = tree.get(teamId);
  if (team?.kind !== 'team') return null;
  const parts = missionParts(team.statement);
  const objectives = tree
    .objectives()
    .filter(({ id }) => tree.teamOf(id)?.id === team.id && runsOn(today, tree.periodOf(id)));
  const measured = objectives.flatMap((one) =>
    tree
      .keyResultsOf(one.id)
      .map(
        (each) =>
          `${each.metric ?? each.statement}${each.target === null ? '' : `: ${each.start?.text ?? '?'} → ${each.target.text}`}`,
      ),
  );
  const canvas = {
    team: team.id,
    name: team.name,
    owner: tree.ownerOf(team.id),
    mission: team.statement === '' ? null : team.statement,
    purpose: team.purpose ?? parts.impact,
    scope: team.scope ?? parts.audience,
    approach: team.approach ?? parts.approach,
    metrics: [...team.metrics, ...measured],
    objectives: objectives.map(({ id, statement }) => ({ id, statement })),
  };
  const questions = [
    ['owner', canvas.owner, 'Who answers for the team?'],
    ['mission', canvas.mission, 'Help [audience] achieve [outcome] through [approach] so that [impact].'],
    ['purpose', canvas.purpose, 'Why does the team exist: what would be missing without it?'],
    ['scope', canvas.scope, 'Whom does it serve, and what does it leave to others?'],
    ['approach', canvas.approach, 'How does it work towards its purpose?'],
    ['metrics', canvas.metrics[0] ?? null, 'By which numbers does it see that it succeeds?'],
  ] as const;
  const gaps = questions.flatMap(([part, value, question]) => (value === null ? [{ part, question }] : []));
  return { ...canvas, gaps };
}

export function renderCanvas(canvas: MissionCanvas, format: ReviewFormat): string {
  if (format === 'json') return `${JSON.stringify(canvas, null, 2)}\n`;
  const title = `Mission canvas: ${canvas.name}`;
  const blocks = canvasBlocks(canvas, title);
  return format === 'md' ? renderMarkdown(blocks) : renderHtml(title, blocks);
}

/** The canvas as a document under this title. */
export function canvasBlocks(canvas: MissionCanvas, title: string): readonly DocumentBlock[] {
  const section = (text: string, part: string, content: readonly DocumentBlock[]): DocumentBlock[] => {
    const gap = canvas.gaps.find((one) => one.part === part);
    return [
      { kind: 'heading', level: 2, text },
      ...(gap === undefined ? content : [{ kind: 'gap', text: gap.question } as const]),
    ];
  };
  const words = (text: string | null): DocumentBlock[] =>
    text === null ? [] : [{ kind: 'paragraph', text }];
  const list = (items: readonly string[]): DocumentBlock[] => [
    { kind: 'list', items: items.map((text) => ({ text })) },
  ];
  return [
    { kind: 'heading', level: 1, text: title },
    ...section('Owner', 'owner', words(canvas.owner)),
    ...section('Mission', 'mission', words(canvas.mission)),
    ...section('Purpose', 'purpose', words(canvas.purpose)),
    ...section('Scope', 'scope', words(canvas.scope)),
    ...section('Approach', 'approach', words(canvas.approach)),
    ...section('Metrics', 'metrics', list(canvas.metrics)),
    ...(canvas.objectives.length === 0
      ? []
      : [
          { kind: 'heading', level: 2, text: 'Objectives' } as const,
          ...list(canvas.objectives.map((one) => one.statement)),
        ]),
  ];
}
