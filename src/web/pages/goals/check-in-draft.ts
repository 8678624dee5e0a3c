import { createHash, randomUUID } from 'node:crypto';
import type { FastifyRequest } from 'fastify';
import { type Confidence, confidences } from '../../../domain/okr/check-in.ts';
import type { StoredCheckIn } from '../../../domain/ports.ts';
import type { CheckInRequest, RecordOutcome } from '../../../workflows/record-check-in.ts';
import { fieldOf } from '../request-fields.ts';

/** The check-in form as it stands: what was typed, or what a new one begins with. */
export interface CheckInDraft {
  readonly value: string;
  readonly day: string;
  /** The reader's time zone as the browser tells it; empty where no script ran. */
  readonly zone: string;
  readonly confidence: string;
  readonly note: string;
  readonly evidence: string;
  /** The id of the check-in that it replaces; empty for a new one. */
  readonly corrects: string;
  /** Names this form, so that what was sent twice is one check-in. */
  readonly form: string;
}

/** What is to be mended before it can be recorded. */
export interface DraftProblem {
  readonly about: keyof CheckInDraft;
  readonly message: string;
}

/** A new form; with a row, one that corrects it. */
export function newDraft(today: string, corrected?: StoredCheckIn): CheckInDraft {
  const form = randomUUID();
  if (!corrected) {
    return { value: '', day: today, zone: '', confidence: '', note: '', evidence: '', corrects: '', form };
  }
  const { id, value, day, confidence, note, evidence } = corrected;
  return {
    ...{ value: value.text, day, confidence: confidence ?? '', note: note ?? '', corrects: id, form },
    ...{ zone: '', evidence: evidence.join(' ') },
  };
}

export function readDraft(request: FastifyRequest): CheckInDraft {
  const field = (name: keyof CheckInDraft, longest: number) =>
    fieldOf(request, name).slice(0, longest).trim();
  return {
    ...{ value: field('value', 200), day: field('day', 40), confidence: field('confidence', 20) },
    ...{ note: field('note', 2_000), evidence: field('evidence', 4_000), corrects: field('corrects', 64) },
    ...{ zone: field('zone', 64), form: field('form', 64) },
  };
}

/** The request that a form stands for. */
export function requestOf(
  keyResult: string,
  draft: CheckInDraft,
  { who, from }: { readonly who: string; readonly from: string },
): CheckInRequest {
  const { value, day, zone, note, evidence, corrects } = draft;
  const links = evidence.split(/\s+/).filter(Boolean);
  const said = createHash('sha256').update(JSON.stringify(draft)).digest('hex');
  return {
    keyResult,
    // In quotes the whole of it is the value: a note is said apart here.
    words: `"${value.replaceAll('"', '')}"`,
    ...{ by: who, from, key: `page:${keyResult}:${said}` },
    ...(day !== '' && { day }),
    ...(zone !== '' && { zone }),
    ...(note !== '' && { note }),
    ...(links.length > 0 && { evidence: links }),
    ...(corrects !== '' && { corrects }),
    ...(isConfidence(draft.confidence) && { confidence: draft.confidence }),
  };
}

const isConfidence = (text: string): text is Confidence => confidences.some((one) => one === text);

/** Null when it was recorded. */
export function problemOf(draft: CheckInDraft, outcome: RecordOutcome): DraftProblem | null {
  if (!('about' in outcome)) return null;
  const { about, message } = outcome;
  return about === 'value' && draft.value === ''
    ? { about, message: 'Write the value as it is now, such as 61% or 4.5/5.' }
    : { about, message };
}
