import fc from 'fast-check';
import { type Issue, issueTypes, type StatusCategory } from '../../src/domain/issue.ts';
import { anIssue } from './issue.ts';

const statuses: readonly StatusCategory[] = [
  'backlog',
  'todo',
  'in-progress',
  'in-review',
  'done',
  'cancelled',
];

const pieces = fc.constantFrom(
  ...[
    'As a PO, ',
    'As a user I want ',
    'a button ',
    'so shoppers can ',
    'so that ',
    'because it fails ',
    'by 10 %',
  ],
  ...[
    '## Problem\n',
    '**Persona:** ',
    'Value: ',
    'Due: 2026-12-01',
    '\n',
    '\n\n',
    '<!--',
    '-->',
    '```',
    '| Who | ',
  ],
  ...[
    '[x](javascript:alert(1))',
    '<script>',
    '@everyone',
    '\u202e',
    '\u200b',
    '\u2066',
    '\0',
    '\ud800',
    '”',
    '“',
  ],
  ...[
    '~waymark',
    '{{',
    '}}',
    '{code}',
    '*',
    '_',
    '`',
    '…',
    '\r\n',
    'İ',
    'ß',
    '👩‍💻',
    '🇩🇪',
    'e\u0301',
    '[',
    '](',
  ],
);

/** Text as nobody kind would write it: markup of every tracker, unseen characters, half surrogates, long runs. */
export const hostileText: fc.Arbitrary<string> = fc.oneof(
  fc
    .array(fc.oneof(pieces, fc.string({ unit: 'binary', maxLength: 20 })), { maxLength: 40 })
    .map((all) => all.join('')),
  fc.tuple(pieces, fc.integer({ min: 1, max: 400 })).map(([piece, times]) => piece.repeat(times)),
);

const maybe = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: null });

/** An issue with hostile text wherever a person or a tracker may put some. */
export const hostileIssue: fc.Arbitrary<Issue> = fc
  .record({
    title: hostileText,
    description: hostileText,
    type: fc.constantFrom(...issueTypes),
    typeName: hostileText,
    category: fc.constantFrom(...statuses),
    labels: fc.array(
      fc.oneof(fc.record({ name: hostileText }), fc.record({ name: hostileText, group: hostileText })),
      { maxLength: 3 },
    ),
    customFields: fc.array(
      fc.record({
        id: fc.constant('customfield_1'),
        name: fc.oneof(fc.constantFrom('Persona', 'Value', 'Mission due', 'Size'), hostileText),
        value: maybe(fc.oneof(hostileText, fc.double())),
      }),
      { maxLength: 3 },
    ),
    assignees: fc.array(fc.record({ id: hostileText, name: hostileText }), { maxLength: 4 }),
    estimate: maybe(fc.double()),
    dueDate: maybe(fc.oneof(hostileText, fc.constantFrom('2026-12-01', '2026-99-99'))),
    priority: maybe(fc.oneof(hostileText, fc.constantFrom('High', 'Blocker'))),
    sprintEnd: maybe(hostileText),
  })
  .map(({ category, ...issue }) => anIssue({ ...issue, status: { name: category, category } }));
