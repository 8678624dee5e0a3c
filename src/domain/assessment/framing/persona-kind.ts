import type { PersonaKind } from '../reading.ts';

const GENERIC = new Set(
  'user users customer customers visitor visitors people client clients person everyone anyone individual public guest member'.split(
    ' ',
  ),
);
const GENERIC_WITH = new Set(
  'site web website new existing anonymous public end mobile regular app registered logged-in authenticated any general current minds returning normal typical average'.split(
    ' ',
  ),
);

const BUILDERS = new Set(
  'po pm qa tester testers sre sres contributor contributors maintainer maintainers visualdesigner'.split(
    ' ',
  ),
);

/**
 * The kind of a persona from its own words: `internal` for those who build the product, `generic` for a bare
 * "user" or "customer", `end-user` for every role that says more. A bare "developer" is a user of a developers' tool,
 * unless the `wish` is about this product's own making.
 */
export function kindOf(text: string, wish = ''): PersonaKind {
  const words = text
    .toLowerCase()
    .split(/[^a-z.-]+/)
    .filter((word) => word !== '');
  const last = words.at(-1) ?? '';
  if (
    GENERIC.has(last) &&
    last !== 'member' &&
    words.slice(0, -1).every((word) => GENERIC_WITH.has(word) || word.endsWith('.com'))
  )
    return 'generic';
  const all = ` ${words.join(' ')} `;
  if (INTERNAL_PHRASES.some((phrase) => all.includes(` ${phrase} `))) return 'internal';
  if (BUILDERS.has(last) || TEAM.test(text)) return 'internal';
  if (words.length === 1 && MAKERS.has(last) && (OWN_WORK.test(wish) || OWN_PARTS.test(wish)))
    return 'internal';
  if (last === 'designer' && (words.length === 1 || DESIGNS_PRODUCTS.has(words.at(-2) ?? '')))
    return 'internal';
  return 'end-user';
}

const MAKERS = new Set(['developer', 'developers', 'engineer', 'engineers', 'programmer', 'programmers']);
const OWN_WORK =
  /^(?:to )?(?:refactor|rename|clean up|migrate|rewrite|bump|document|(?:update|upgrade|replace|remove|change) (?:the|our) )/i;
const OWN_PARTS =
  /\b(?:sub-?domain|staging|test environment|code ?base|technical debt|tech debt|legacy code|code review|pull requests?|merge requests?|(?:main|master|primary) branch|unit tests?|test coverage|build (?:server|pipeline)|ci pipeline|data loader|domain models?|database (?:schema|migrations?|tables?)|(?:rule|lookup|mapping) tables?|coding (?:standards?|guidelines?)|architecture)\b/i;

const TEAM = /^(?:(?:our|the|this) )?team$/i;
// A process designer or a fashion designer designs something else than the product.
const DESIGNS_PRODUCTS = new Set(
  'ui ux ui/ux visual graphic product web interaction content service senior lead our'.split(' '),
);

const INTERNAL_PHRASES = [
  'product owner',
  'product manager',
  'scrum master',
  'team member',
  'our team',
  'project manager',
  'ui designer',
  'ux designer',
  'user researcher',
  'visual designer',
  'visualdesigner',
  'on-call sre',
  'platform engineer',
  'tech lead',
  'delivery manager',
  'business analyst',
  'qa engineer',
  'devops engineer',
  'stakeholder team',
  'release manager',
  'software engineer',
  'backend developer',
  'frontend developer',
];
