import type { Document } from '../../text/document.ts';
import { NOISE } from '../noise.ts';
import { contentStems } from '../words.ts';
import type { Add } from './heard.ts';
import { IMPERATIVE_OF } from './imperatives.ts';

export function addOpening(document: Document, add: Add): void {
  const first = document.sentences.find(
    (sentence) => sentence.kind !== 'title' && !NOISE.has(sentence.section),
  );
  if (!first) return;
  const word = first.tokens.find((token) => token.shape !== 'mark');
  if (!word) return;
  add(`opens:${word.norm}`, first);
  for (const group of IMPERATIVE_OF.get(word.norm) ?? []) add(`open:${group}`, first);
  if (IMPERATIVE_OF.has(word.norm)) add('open:imperative', first);
  const title = contentStems(document.title.tokens, 0, document.title.tokens.length);
  let shared = 0;
  const told = contentStems(first.tokens, 0, first.tokens.length);
  for (const stemmed of told) if (title.has(stemmed)) shared++;
  if (told.size > 0 && shared / told.size >= 0.6) add('open:repeatsTitle', first);
}

const TRACE = /exception|traceback|segfault|stack ?trace|\bfatal\b|\bpanic\b|error:/i;

export function addShape(document: Document, add: Add): void {
  const length = document.description.length;
  let prose = 0;
  let proseSentences = 0;
  let code = 0;
  let traced = false;
  let log = 0;
  let checks = 0;
  let placeholders = 0;
  let headings = 0;
  let images = 0;
  let bullets = 0;
  for (const line of document.lines) {
    if ((line.kind === 'code' || line.kind === 'log') && !traced)
      traced = TRACE.test(document.description.slice(line.start, Math.min(line.end, line.start + 1500)));
    if (line.kind === 'code') code += line.end - line.start;
    else if (line.kind === 'log') log++;
    else if (line.kind === 'check') checks++;
    else if (line.kind === 'placeholder') placeholders++;
    else if (line.kind === 'heading') {
      headings++;
      add(`H:${line.section}`);
    } else if (line.kind === 'image') images++;
    else if (line.kind === 'bullet' || line.kind === 'ordered') bullets++;
  }
  let artefacts = 0;
  let urls = 0;
  let words = 0;
  for (const sentence of document.sentences) {
    if (sentence.kind === 'title') continue;
    proseSentences++;
    for (const token of sentence.tokens) {
      if (token.shape === 'artefact') artefacts++;
      else if (token.shape === 'url') urls++;
      else if (token.shape !== 'mark') words++;
    }
    if (sentence.kind !== 'check') prose = words;
  }
  if (length === 0) add('body:empty');
  else if (prose === 0) add('body:noProse');
  else add(prose < 12 ? 'body:line' : prose < 40 ? 'body:short' : prose < 120 ? 'body:medium' : 'body:long');
  if (proseSentences > 0 && proseSentences <= 1) add('body:oneSentence');
  if (traced) add('body:trace');
  if (code > 0) add('body:code');
  if (code > 600) add('body:muchCode');
  if (log > 1) add('body:log');
  if (checks > 0) add('body:checks');
  if (checks > 6) add('body:manyChecks');
  if (placeholders > 0) add('body:placeholder');
  if (placeholders > 0 && prose < 12) add('body:onlyPlaceholders');
  if (headings > 0) add('body:headings');
  if (images > 0) add('body:images');
  if (bullets > 3) add('body:bullets');
  if (urls > 0) add('body:urls');
  if (words > 0 && artefacts * 8 > words) add('body:technical');
  if (words > 0 && artefacts * 4 > words) add('body:veryTechnical');
}
