import type { FieldValue } from '../../domain/write-back/fields.ts';
import { adfFromText, textFromDocument } from '../formats/plain-text-adf.ts';
import { tidy } from '../lenient.ts';

/** How Jira holds the value of a custom field that Waymark can write. */
export const fieldKinds = ['option', 'number', 'text', 'rich text'] as const;
export type FieldKind = (typeof fieldKinds)[number];

const PREFIX = 'com.atlassian.jira.plugin.system.customfieldtypes:';
const KINDS: Readonly<Record<string, FieldKind>> = {
  select: 'option',
  radiobuttons: 'option',
  float: 'number',
  textfield: 'text',
  // Only programs can set it, which suits a value that is computed.
  readonlyfield: 'text',
  textarea: 'rich text',
};

/** What single-line fields hold. */
export const LONGEST_TEXT = 255;

/** By the custom field's type, e.g. `com.atlassian.jira.plugin.system.customfieldtypes:select`; null for other types. */
export function kindFromJira(customType: string | null | undefined): FieldKind | null {
  return customType?.startsWith(PREFIX) ? (KINDS[customType.slice(PREFIX.length)] ?? null) : null;
}

export function customTypeOf(type: 'select' | 'float' | 'textfield' | 'textarea' | 'readonlyfield'): string {
  return `${PREFIX}${type}`;
}

/**
 * The value as people see it, in the form in which it is written: rich text as plain text, so that what is read back is
 * what was written. Undefined for a shape that Jira does not give.
 */
export function fieldValueFromJira(value: unknown, kind: FieldKind): FieldValue | undefined {
  if (value === null || value === '') return null;
  switch (kind) {
    case 'number':
      return typeof value === 'number' && Number.isFinite(value) ? value : undefined;
    case 'text':
      return typeof value === 'string' ? tidy(value, 1000) : undefined;
    case 'rich text':
      return typeof value === 'string' ? tidy(value, 32_000) : textFromDocument(value) || null;
    case 'option': {
      const shown = typeof value === 'object' && 'value' in value ? value.value : undefined;
      return typeof shown === 'string' ? tidy(shown, 1000) : undefined;
    }
  }
}

/** What goes into an edit; null where the kind cannot hold the value. Options are looked up elsewhere. */
export function fieldValueForJira(
  value: string | number,
  kind: Exclude<FieldKind, 'option'>,
): { readonly value: unknown } | null {
  switch (kind) {
    case 'number': {
      const number = typeof value === 'number' ? value : Number(value.trim() || Number.NaN);
      return Number.isFinite(number) ? { value: number } : null;
    }
    case 'text': {
      const line = tidy(String(value), LONGEST_TEXT + 1);
      return line.length <= LONGEST_TEXT && !/[\r\n]/.test(line) ? { value: line } : null;
    }
    case 'rich text':
      return { value: adfFromText(tidy(String(value), 32_000)) };
  }
}
