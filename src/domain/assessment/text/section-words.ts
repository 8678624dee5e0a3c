/** What a heading announces. `other` is a heading we have no word for; `none` is text under no heading. */
export type Section =
  | 'none'
  | 'other'
  | 'story'
  | 'persona'
  | 'problem'
  | 'goal'
  | 'benefit'
  | 'solution'
  | 'result'
  | 'success'
  | 'hypothesis'
  | 'steps'
  | 'actual'
  | 'expected'
  | 'acceptance'
  | 'tasks'
  | 'environment'
  | 'references'
  | 'context';

const LISTS: readonly (readonly [Section, string])[] = [
  // An "issue" that is only linked, and a "scope" that is left out.
  [
    'references',
    'original issue|related issue|related issues|linked issue|linked issues|parent issue|sentry issue|issue link|issue links|out of scope|not in scope|blocked by|blockers|dependencies|dependency',
  ],
  ['hypothesis', 'hypothesis|hypotheses|assumption|assumptions|we believe|experiment summary'],
  [
    'success',
    'success|measure|measures|metric|metrics|kpi|kpis|outcome|outcomes|measurable|experiment|experiments|key result|key results|how will we know|expected impact|improvement goal|expected improvement|improvement category',
  ],
  [
    'steps',
    'reproduce|reproduction|repro|reproducing|steps followed|test steps|test case|testcase|reproducible|steps to',
  ],
  ['expected', 'expected|expectation|expected behavior|should be|desired behavior|desired behaviour'],
  [
    'actual',
    'actual|observed|current behavior|current behaviour|current bug|bug behavior|what happens|current result',
  ],
  [
    'acceptance',
    'acceptance|criteria|definition of done|dod|definition of ready|qa|scenario|scenarios|testing|ac|test plan|verification',
  ],
  [
    'tasks',
    'task|tasks|todo|to-do|todos|to do|checklist|next steps|next step|steps|subtasks|work items|plan|tests|smoke|deliverables',
  ],
  [
    'problem',
    'problem|problems|pain|issue|bug|symptom|symptoms|root cause|current state|current situation|limitation|limitations|issue description|the need|impact|drawbacks',
  ],
  [
    'benefit',
    'why|benefit|benefits|value|purpose|motivation|rationale|reason|justification|gains|advantages|so that|business case',
  ],
  ['goal', 'goal|goals|objective|objectives|aim|mission|intent|feature goal'],
  ['story', 'user story|user stories|story|use case|use cases|intended users'],
  ['persona', 'persona|personas|target audience|audience|who|target users|stakeholders'],
  [
    'solution',
    'proposal|proposed|solution|solutions|alternatives|alternative|would you like|workaround|workarounds|fix|fixes|what needs to be done|implementation|design|designs|approach|technical|workflow|how|requirements|requirement|suggestion|suggested|scope|ux|mockup|mockups|specification|spec|request|change|changes|feature|improvement',
  ],
  ['result', 'result|results|impacts'],
  [
    'environment',
    'environment|platform|version|versions|browser|os|specs|system|device|configuration|build|desktop|smartphone|hardware|prerequisites',
  ],
  [
    'references',
    'reference|references|link|links|related|resources|logs|log|screenshot|screenshots|notes|note|additional information|additional info|more information|urls|estimate|appendix|attachments|attachment|cc|docs|example|examples|questions|priority|labels|assignee|milestone|owner',
  ],
  [
    'context',
    'description|summary|background|details|detail|overview|introduction|context|information|about|what|situation|current|history|abstract',
  ],
];

/** The words that open each section. The first match wins, so the more telling words stand first. */
export const SECTION_WORDS: readonly (readonly [Section, readonly string[]])[] = LISTS.map(
  ([section, words]) => [section, words.split('|')] as const,
);
