import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Framing, PersonaKind, Story, ValueClass } from '../../src/domain/assessment/reading.ts';

/** One labelled item; `project` is what the folds leave out as a whole. */
export interface Example {
  readonly id: string;
  readonly source: string;
  readonly project: string;
  readonly story: Story;
  readonly framing: Framing;
  readonly persona: string | null;
  readonly personaKind: PersonaKind | null;
  readonly benefit: boolean;
  readonly problem: boolean;
  readonly target: boolean;
  readonly value: ValueClass;
}

interface StoryLine {
  readonly id: string;
  readonly source: string;
  readonly title: string;
  readonly description?: string;
}

interface LabelLine {
  readonly id: string;
  readonly framing: Framing;
  readonly persona: string | null;
  readonly persona_kind: PersonaKind | null;
  readonly benefit: boolean;
  readonly problem: boolean;
  readonly target: boolean;
  readonly value: ValueClass;
}

// Sources that are one and the same project under two names must be left out together.
const SAME_PROJECT: Readonly<Record<string, string>> = {
  'hyp/neo:appceleratorstudio': 'appceleratorstudio',
  'deepse/appceleratorstudio': 'appceleratorstudio',
  'hyp/neo:Minds': 'minds',
  'hyp/neo:Minds Backend Engine': 'minds',
  'neo/10171263': 'minds',
  'neo/10171270': 'minds',
  'neo/10171280': 'minds',
  'hyp/neo:GitLab customers-gitlab-com': 'customers-gitlab-com',
  'neo/2670515': 'customers-gitlab-com',
};

/** Reads `stories.jsonl` and `labels.jsonl` from a folder. Throws when one of them is absent. */
export function readCorpus(folder: string): Example[] {
  const stories = readLines<StoryLine>(join(folder, 'stories.jsonl'));
  const labels = new Map(
    readLines<LabelLine>(join(folder, 'labels.jsonl')).map((label) => [label.id, label]),
  );
  return stories.flatMap((story) => {
    const label = labels.get(story.id);
    if (!label) return [];
    return [
      {
        id: story.id,
        source: story.source,
        project: SAME_PROJECT[story.source] ?? story.source,
        story: { id: story.id, title: story.title, description: story.description ?? '' },
        framing: label.framing,
        persona: label.persona,
        personaKind: label.persona_kind,
        benefit: label.benefit,
        problem: label.problem,
        target: label.target,
        value: label.value,
      },
    ];
  });
}

function readLines<T>(path: string): T[] {
  return readFileSync(path, 'utf8')
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => JSON.parse(line) as T);
}

/** Sources nobody looked at while the signals were designed; their figures are reported apart. */
export const SET_ASIDE: ReadonlySet<string> = new Set([
  'dalpiaz/g05',
  'dalpiaz/g16',
  'deepse/springxd',
  'deepse/usergrid',
  'neo/10171280',
  'neo/12584701',
  'neo/2009901',
  'neo/7071551',
  'hyp/gh:mozilla-mobile/firefox-ios',
  'hyp/gh:ministryofjustice/modernisation-platform',
  'hyp/gh:nhsuk/nhsuk-service-manual',
  'hyp/neo:Minds Backend Engine',
]);
