import type { CheckId } from '../assessment/finding.ts';
import type { MissionField } from '../mission/mission.ts';
import { quoted, shown } from '../quoted.ts';
import { code, type Inline, list, paragraph, type RichText, strong, text } from '../rich-text.ts';
import { type CommandSlip, type DismissalReason, verbs } from './command.ts';
import { fieldTitle } from './field-value.ts';

/** What came of one command, as far as its author is told. */
export type CommandOutcome =
  | { readonly did: 'recheck' | 'off' | 'on' | 'help' }
  | { readonly did: 'dismissed'; readonly check: CheckId; readonly reason: DismissalReason }
  | { readonly did: 'dismissed-before'; readonly check: CheckId }
  | { readonly did: 'no-such-finding'; readonly check: CheckId; readonly open: readonly CheckId[] }
  | {
      readonly did: 'set';
      readonly field: MissionField;
      readonly value: string;
      /** False: the tracker has no place for it, so Waymark keeps it. */
      readonly inTracker: boolean;
      /** Why the tracker did not take it; null when it has no place for it at all. */
      readonly because: string | null;
    }
  /** A later comment has set the field already. */
  | { readonly did: 'superseded'; readonly field: MissionField }
  /** Another room's command, in its own words. */
  | { readonly did: 'told'; readonly words: string }
  | { readonly did: 'slip'; readonly slip: CommandSlip; readonly open: readonly CheckId[] }
  | { readonly did: 'too-many'; readonly passedOver: number };

export interface Asked {
  /** The name of the person who asked. */
  readonly by: string;
  /** When, ISO 8601: two answers to the same words differ by it. */
  readonly at: string;
  readonly outcomes: readonly CommandOutcome[];
}

/**
 * The block at the end of the living comment that answers one comment's commands; null when there is nothing to tell.
 * `off` is answered by the comment's going.
 */
export function answerBody({ by, at, outcomes }: Asked): RichText | null {
  const answers = outcomes.filter(({ did }) => did !== 'off' && did !== 'help').map((one) => words(one, at));
  const help = outcomes.some(({ did }) => did === 'help') ? helpLines : [];
  if (answers.length + help.length === 0) return null;
  const whom = strong(`To ${shown(by, 60) || 'you'}:`);
  const [only, ...more] = answers;
  if (help.length > 0) {
    return [paragraph(whom, text(' this is what I understand, one line each:')), list(...answers, ...help)];
  }
  return only && more.length === 0
    ? [paragraph(whom, text(' '), ...only)]
    : [paragraph(whom), list(...answers)];
}

/** Told once on an issue to those who may not edit it, and only where a comment is already. */
export const notAllowed: RichText = [
  paragraph(
    strong('A note:'),
    text(' '),
    code('/waymark'),
    text(' listens to people who may edit this issue. Everybody else is welcome to just write.'),
  ),
];

/** The same where Waymark cannot find out who may. `remedy` is for the administrator. */
export function cannotTell(remedy: string): RichText {
  return [
    paragraph(
      strong('A note:'),
      text(' I cannot tell who may edit this issue, so I take no commands here. For the administrator: '),
      text(shown(remedy, 300)),
    ),
  ];
}

const helpLines: readonly (readonly Inline[])[] = [
  [code('/waymark recheck'), text(' reads the issue again')],
  [
    code('/waymark dismiss recipe false'),
    text(' when a finding is not true, '),
    code('… wontfix'),
    text(' when it is and may stay; a reason may follow'),
  ],
  [code('/waymark set persona returning shopper'), text(' sets a field of the mission')],
  [
    code('/waymark kr order-completion 64%'),
    text(' records where a key result stands, by its id; a note may follow'),
  ],
  [code('/waymark off'), text(' takes this comment away, '), code('/waymark on'), text(' brings it back')],
];

function words(outcome: CommandOutcome, at: string): readonly Inline[] {
  switch (outcome.did) {
    case 'recheck':
      return [text(`read again on ${at.slice(0, 10)} at ${at.slice(11, 16)} UTC; the above is what I see.`)];
    case 'on':
      return [text('I am back on this issue.')];
    case 'off':
    case 'help':
      return [];
    case 'dismissed':
      return outcome.reason === 'false'
        ? [
            ...[text('thank you, '), code(outcome.check), text(' was wrong here. I drop it')],
            text(' until the words it was about change, and speak up less when that happens often.'),
          ]
        : [
            text('agreed, '),
            code(outcome.check),
            text(' stays as it is. I will not bring it up here again.'),
          ];
    case 'dismissed-before':
      return [code(outcome.check), text(' is dismissed here already.')];
    case 'no-such-finding':
      return [text('there is no finding '), code(outcome.check), text(` here${andOpen(outcome.open)}`)];
    case 'set':
      return setWords(outcome);
    case 'superseded':
      return [text(`a later comment has set the ${fieldTitle(outcome.field)} already; that one counts.`)];
    case 'told':
      return [text(shown(outcome.words, 300))];
    case 'too-many':
      return [text(`I take ten commands from one comment; ${outcome.passedOver} more were passed over.`)];
    case 'slip':
      return slipWords(outcome.slip, outcome.open);
  }
}

function setWords({ field, value, inTracker, because }: Extract<CommandOutcome, { did: 'set' }>): Inline[] {
  const done = text(`the ${fieldTitle(field)} is ${quoted(value, 120)}`);
  if (inTracker) return [done, text('.')];
  const why = because === null ? 'there is no field for it here' : shown(because, 200).replace(/\.$/, '');
  return [done, text(`; ${why}, so I keep it in mind myself.`)];
}

function slipWords(slip: CommandSlip, open: readonly CheckId[]): Inline[] {
  switch (slip.slip) {
    case 'unknown-command':
      return [
        text(`I do not know ${quoted(slip.verb, 40)}. I know `),
        ...verbs.flatMap((name, index) => [text(index > 0 ? ', ' : ''), code(name)]),
        text('; '),
        code('/waymark help'),
        text(' tells more.'),
      ];
    case 'which-check': {
      const what = slip.given === '' ? 'which finding?' : `there is no check ${quoted(slip.given, 40)}`;
      return [text(`${what}${slip.given === '' ? sayOpen(open) : andOpen(open)}`)];
    }
    case 'which-reason':
      return [
        text('why? '),
        code(`/waymark dismiss ${slip.check} false`),
        text(' when it is not true, '),
        code(`/waymark dismiss ${slip.check} wontfix`),
        text(' when it is and may stay. More words may follow.'),
      ];
    case 'which-field': {
      const what = slip.given === '' ? 'which field?' : `the mission has no field ${quoted(slip.given, 40)}.`;
      return [
        text(
          `${what} There are size, name, problem, persona, build-test-iterate, value, due, priority, difficulty.`,
        ),
      ];
    }
    case 'which-value': {
      const title = fieldTitle(slip.field);
      if (slip.choices.length === 0)
        return [text(`the ${title} is in your own words: say it after the field.`)];
      const given = slip.given === '' ? 'which one?' : `${quoted(slip.given, 40)} is not one of its values.`;
      return [text(`the ${title}: ${given} It can be ${either(slip.choices)}.`)];
    }
  }
}

const sayOpen = (open: readonly CheckId[]) =>
  open.length === 0 ? ' There is none to dismiss here.' : ` Open here: ${open.join(', ')}.`;
const andOpen = (open: readonly CheckId[]) => (open.length === 0 ? '.' : `. Open here: ${open.join(', ')}.`);

function either(choices: readonly string[]): string {
  const last = choices.at(-1) ?? '';
  return choices.length < 2 ? last : `${choices.slice(0, -1).join(', ')} or ${last}`;
}
