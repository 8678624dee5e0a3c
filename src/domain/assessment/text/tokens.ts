/** One word or punctuation mark; `start` and `end` are offsets into the field it was read from. */
export interface Token {
  readonly norm: string;
  readonly start: number;
  readonly end: number;
  readonly shape: TokenShape;
}

/** `artefact`: an identifier, path, version or anything set as code; `acronym`: two to six capitals. */
export type TokenShape = 'word' | 'capital' | 'acronym' | 'number' | 'artefact' | 'url' | 'mark';

const LONGEST_WORD = 120;

/** Reads the tokens between two offsets in one pass over the characters. */
export function tokenize(text: string, from: number, to: number): Token[] {
  const tokens: Token[] = [];
  let at = from;
  let inCode = false;
  while (at < to) {
    const code = text.charCodeAt(at);
    if (isSpace(code)) {
      at++;
      continue;
    }
    if (isWordStart(code)) {
      const end = wordEnd(text, at, to);
      const raw = text.slice(at, Math.min(end, at + LONGEST_WORD));
      tokens.push({ norm: normalize(raw), start: at, end, shape: inCode ? 'artefact' : shapeOf(raw) });
      at = end;
      continue;
    }
    if (code === BACKTICK) inCode = !inCode;
    if (code === BRACE_OPEN && text.charCodeAt(at + 1) === BRACE_OPEN) inCode = true;
    if (code === BRACE_CLOSE) inCode = false;
    tokens.push({ norm: text.charAt(at), start: at, end: at + 1, shape: 'mark' });
    at++;
  }
  return tokens;
}

const BACKTICK = 96;
const BRACE_OPEN = 123;
const BRACE_CLOSE = 125;

function isSpace(code: number): boolean {
  return code === 32 || (code >= 9 && code <= 13) || code === 160;
}

function isLetterOrDigit(code: number): boolean {
  return (
    (code >= 97 && code <= 122) ||
    (code >= 65 && code <= 90) ||
    (code >= 48 && code <= 57) ||
    (code > 191 && code < 0x2000)
  );
}

function isWordStart(code: number): boolean {
  return isLetterOrDigit(code) || code === 95;
}

// Inside a word: _ ' ’ - . : \ may stand between two letters or digits.
function isJoint(code: number): boolean {
  return (
    code === 95 ||
    code === 39 ||
    code === 0x2019 ||
    code === 45 ||
    code === 46 ||
    code === 58 ||
    code === 92 ||
    code === 64
  );
}

function wordEnd(text: string, from: number, to: number): number {
  let at = from + 1;
  while (at < to) {
    const code = text.charCodeAt(at);
    if (isWordStart(code)) {
      at++;
      continue;
    }
    if (isJoint(code) && at + 1 < to) {
      const next = text.charCodeAt(at + 1);
      if (isWordStart(next)) {
        at += 2;
        continue;
      }
      if (isJoint(next) && at + 2 < to && isWordStart(text.charCodeAt(at + 2))) {
        at += 3;
        continue;
      }
      if (code === 58 && next === 47 && text.charCodeAt(at + 2) === 47) return urlEnd(text, at, to);
    }
    break;
  }
  return at;
}

function urlEnd(text: string, from: number, to: number): number {
  let at = from;
  while (at < to) {
    const code = text.charCodeAt(at);
    if (isSpace(code) || code === 41 || code === 93 || code === 124 || code === 62 || code === 34) break;
    at++;
  }
  return at;
}

function normalize(raw: string): string {
  const lower = raw.toLowerCase();
  return lower.includes('\u2019') || lower.includes('\\')
    ? lower.replaceAll('\u2019', "'").replaceAll("\\'", "'")
    : lower;
}

function shapeOf(raw: string): TokenShape {
  let capitals = 0;
  let digits = 0;
  let lowers = 0;
  let humps = 0;
  let codeMarks = 0;
  for (let i = 0; i < raw.length; i++) {
    const code = raw.charCodeAt(i);
    if (code >= 65 && code <= 90) {
      capitals++;
      if (i > 0) {
        const before = raw.charCodeAt(i - 1);
        if (before >= 97 && before <= 122) humps++;
      }
    } else if (code >= 48 && code <= 57) digits++;
    else if (code === 95 || code === 58 || code === 64) codeMarks++;
    else if (code === 46) codeMarks += i > 0 ? 1 : 0;
    else if (code !== 39 && code !== 45 && code !== 0x2019 && code !== 92) lowers++;
  }
  if (raw.includes('://')) return 'url';
  if (codeMarks > 0)
    return digits > 0 && lowers === 0 && capitals === 0 && codeMarks === 1 ? 'number' : 'artefact';
  if (humps > 0) return 'artefact';
  if (digits > 0 && lowers + capitals === 0) return 'number';
  if (digits > 0)
    return digits > 0 && lowers + capitals <= 2 && raw.charCodeAt(0) <= 57 ? 'number' : 'artefact';
  if (capitals >= 2 && lowers === 0 && raw.length <= 6) return 'acronym';
  return capitals > 0 && raw.charCodeAt(0) <= 90 ? 'capital' : 'word';
}
