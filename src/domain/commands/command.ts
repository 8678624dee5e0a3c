import type { CheckId } from '../assessment/finding.ts';
import type { MissionField } from '../mission/mission.ts';

/** Why somebody does not want to see a finding: it is not true, or it is true and nothing will be done about it. */
export const dismissalReasons = ['false', 'wontfix'] as const;
export type DismissalReason = (typeof dismissalReasons)[number];

export const commandNames = ['recheck', 'dismiss', 'off', 'on', 'set', 'help'] as const;
export type CommandName = (typeof commandNames)[number];

/** Every verb that people are told of: Waymark's own commands, and those that other rooms answer. */
export const verbs = [...commandNames, 'kr'] as const;

/** What a person asks of Waymark. */
export type Command =
  | { readonly name: 'recheck' | 'off' | 'on' | 'help' }
  | {
      readonly name: 'dismiss';
      readonly check: CheckId;
      readonly reason: DismissalReason;
      /** The person's further words; empty when there are none. */
      readonly note: string;
    }
  | {
      readonly name: 'set';
      readonly field: MissionField;
      readonly value: string | boolean;
      /** The person's own words for the value. */
      readonly words: string;
    };

/** Something that begins like a command and is none, with what to tell its author. */
export type CommandSlip =
  | { readonly slip: 'unknown-command'; readonly verb: string }
  | { readonly slip: 'which-check'; readonly given: string }
  | { readonly slip: 'which-reason'; readonly check: CheckId }
  | { readonly slip: 'which-field'; readonly given: string }
  | {
      readonly slip: 'which-value';
      readonly field: MissionField;
      readonly given: string;
      /** Empty for a field in free words. */
      readonly choices: readonly string[];
    };

export function isSlip(command: Command | CommandSlip): command is CommandSlip {
  return 'slip' in command;
}
