import { type FieldValue, type SyncedField, syncedFields } from '../../domain/write-back/fields.ts';
import { tidy } from '../lenient.ts';
import type { LinearAttachment } from './issue-schema.ts';
import { isLabelField } from './label-groups.ts';

/** The fields for which Linear has no place of its own: one attachment on the issue, the card, carries them. */
export type CardField = Exclude<SyncedField, 'size' | 'value' | 'difficulty' | 'framing' | 'priority'>;
/** `priority` notes which of two answers was meant by the issue's native priority. */
type CardKey = CardField | 'priority';
export type CardValues = Readonly<Partial<Record<CardKey, FieldValue>>>;

export interface Card {
  readonly id: string;
  readonly url: string;
  readonly values: CardValues;
}

export const cardFields = syncedFields.filter(isCardField);
const cardKeys: readonly CardKey[] = [...cardFields, 'priority'];

export function isCardField(field: SyncedField): field is CardField {
  return !isLabelField(field) && field !== 'priority';
}

/** By this part the card is found again whatever address Waymark had when it wrote it. */
const PATH = '/missions/linear/';
/** Reserved for names that lead nowhere, so that nobody else can own it. */
const NO_ADDRESS = 'https://waymark.invalid';
const TITLE_LIMIT = 120;
const SUBTITLE_LIMIT = 250;
const TEXT_LIMIT = 1000;
/** In the metadata of every card, so that a link which a person added is not taken for one. */
const MARK = 'waymark';

export const cardFilter = { url: { contains: PATH } };

/** The card's address, the same for an issue for good: Linear keeps one attachment per address and issue. */
export function cardUrl(publicUrl: string | null, issueId: string): string {
  return `${publicUrl ?? NO_ADDRESS}${PATH}${encodeURIComponent(issueId)}`;
}

/** The cards among an issue's attachments, the one at `url` first. */
export function cardsFromLinear(attachments: readonly LinearAttachment[], url: string): readonly Card[] {
  const cards = attachments.flatMap(({ id, url: at, metadata }) =>
    MARK in metadata ? [{ id, url: at, values: valuesOf(metadata) }] : [],
  );
  return cards.toSorted((a, b) => Number(b.url === url) - Number(a.url === url));
}

function valuesOf(metadata: Readonly<Record<string, unknown>>): CardValues {
  return Object.fromEntries(cardKeys.map((key) => [key, readValue(metadata[key])]));
}

function readValue(value: unknown): FieldValue {
  if (typeof value === 'number') return Number.isFinite(value) ? value : null;
  return typeof value === 'string' && value !== '' ? tidy(value, TEXT_LIMIT) : null;
}

/** What an attachment shows and holds: plain text, and metadata of strings and numbers. */
export interface CardContent {
  readonly title: string;
  readonly subtitle: string;
  readonly metadata: Readonly<Record<string, string | number>>;
}

/** Null when there is nothing to be said, and so no need for a card. */
export function cardContent(values: CardValues): CardContent | null {
  const said = (key: CardKey) => {
    const value = values[key] ?? null;
    return typeof value === 'string' ? tidy(value, TEXT_LIMIT) : value;
  };
  if (cardKeys.every((key) => said(key) === null)) return null;
  const part = (words: string, key: CardKey) => {
    const value = said(key);
    return value === null ? [] : [`${words} ${value}`];
  };
  const subtitle = [
    ...part('for', 'persona'),
    ...part('due:', 'due'),
    ...part('key result:', 'keyResult'),
    ...part('progress:', 'okrProgress'),
    ...part('score:', 'okrScore'),
    ...part('status:', 'okrStatus'),
    ...part('can be built, tested and iterated:', 'buildTestIterate'),
    ...part('problem:', 'problem'),
  ].join(' · ');
  // Empty values are sent too: Linear may keep what a later metadata leaves out.
  const metadata = Object.fromEntries(cardKeys.map((key) => [key, said(key) ?? '']));
  return {
    title: cut(['Mission', ...part('', 'name').map((name) => name.trim())].join(': '), TITLE_LIMIT),
    subtitle: cut(oneLine(subtitle) || 'The mission as Waymark reads it', SUBTITLE_LIMIT),
    metadata: { [MARK]: 1, ...metadata },
  };
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}

function cut(text: string, limit: number): string {
  if (text.length <= limit) return text;
  return `${text.slice(0, limit - 1).replace(/[\uD800-\uDBFF]$/, '')}…`;
}
