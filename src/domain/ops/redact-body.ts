const longestText = 200;
const deepest = 12;
const widest = 200;
/** What no page shows whatever its value, by the name it is given. */
const secretName =
  /(?:password|passwd|secret|token|api[-_]?key|authorization|cookie|signature|credential|private[-_]?key|email|e-mail|emailaddress)s?$/i;
// Both are bounded, so that each takes linear time.
const address = /[^\s@<>"'(),;:]{1,64}@[^\s@<>"'(),;:]{1,255}/g;
const credentials = /\b(bearer|basic) {1,3}[\w.~+/=-]{8,500}/gi;
const inQuery = /([?&][\w.-]{1,40}=)[^\s&#"']{16,2000}/g;

/**
 * What a tracker sent, fit to be shown to an administrator: secrets and e-mail addresses are blotted out, long texts
 * cut, and what is nested too deep or too long left out. Plain JSON data in, plain JSON data out.
 */
export function redactBody(body: unknown): unknown {
  return plain(body, 0);
}

function plain(value: unknown, depth: number): unknown {
  if (typeof value === 'string') return text(value);
  if (typeof value !== 'object' || value === null) return value;
  if (depth >= deepest) return '[nested too deep]';
  if (Array.isArray(value)) {
    const shown = value.slice(0, widest).map((item) => plain(item, depth + 1));
    return value.length > widest ? [...shown, `[${value.length - widest} more]`] : shown;
  }
  const entries = Object.entries(value);
  return Object.fromEntries(
    entries.slice(0, widest).map(([key, item]) => {
      const isSecret = secretName.test(key.slice(-60)) && typeof item === 'string' && item !== '';
      return [key.slice(0, longestText), isSecret ? '[redacted]' : plain(item, depth + 1)];
    }),
  );
}

function text(value: string): string {
  // Looked for beyond the cut, so that the cut never leaves half of one standing.
  const clean = value
    .slice(0, 4 * longestText)
    .replace(address, '[e-mail]')
    .replace(credentials, '$1 [redacted]')
    .replace(inQuery, '$1[redacted]');
  const isCut = clean.length > longestText || value.length > 4 * longestText;
  return isCut ? `${clean.slice(0, longestText)}… (${value.length.toLocaleString('en')} characters)` : clean;
}
