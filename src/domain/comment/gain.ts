/** Who would gain, and the clause that says so; both are exact words of the issue. */
export interface Gain {
  /** Null when the clause has only a pronoun. */
  readonly who: string | null;
  readonly clause: string;
}

const READ_LIMIT = 4_000;
const SO_CAN =
  /\bso(?: that)? ((?:(?:the|our|all|any|an?|every|each) )?([\p{L}][\p{L}'’-]{0,30}(?: [\p{L}][\p{L}'’-]{0,30}){0,2}?) (?:can|could|will|may|are able to|is able to|don['’]t|do not|won['’]t|no longer) [^.;\n]{3,140})/iu;
const PRONOUNS = new Set(['i', 'we', 'you', 'he', 'she', 'it', 'they', 'this', 'that', 'one', 'there']);

/** Finds "so shoppers can …": the reason clause often names the person whom the role at the start leaves out. */
export function findGain(issue: { readonly title: string; readonly description: string }): Gain | null {
  for (const part of [issue.title, issue.description]) {
    const match = SO_CAN.exec(part.slice(0, READ_LIMIT));
    const [, clause, who] = match ?? [];
    if (clause && who) return { who: PRONOUNS.has(who.toLowerCase()) ? null : who, clause };
  }
  return null;
}
