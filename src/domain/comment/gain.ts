/** Who would gain, and the clause that says so; both are exact words of the issue. */
export interface Gain {
  /** Null when the clause names nobody: a pronoun, or a thing. */
  readonly who: string | null;
  readonly clause: string;
}

const READ_LIMIT = 4_000;
const SO_CAN =
  /\bso(?: that)? ((?:(?:the|our|all|any|an?|every|each) )?([\p{L}][\p{L}'’-]{0,30}(?: [\p{L}][\p{L}'’-]{0,30}){0,2}?) (?:can|could|may|are able to|is able to|don['’]t|do not|won['’]t|no longer) [^.;\n]{3,300})/iu;

/** Finds "so shoppers can …": the reason clause often names the person whom the role at the start leaves out. */
export function findGain(issue: { readonly title: string; readonly description: string }): Gain | null {
  for (const part of [issue.title, issue.description]) {
    const [, clause, who] = SO_CAN.exec(part.slice(0, READ_LIMIT)) ?? [];
    if (clause && who) return { who: isPerson(who) ? who : null, clause };
  }
  return null;
}

const PERSON_ENDING =
  /(?:[^e]ers?|ors?|ists?|ians?|ants?|employees?|attendees?|trainees?|users?|admins?|guests?|clients?|students?|parents?|patients?|residents?|recipients?|members?|friends?|people|staff|children|women|men|teams?|authors?)$/;
const THINGS = new Set(
  [
    'adapter,browser,broker,buffer,bundler,builder,calendar,chapter,character,cluster,color,compiler,computer',
    'connector,consumer,container,controller,converter,counter,cursor,descriptor,docker,driver,editor,emitter',
    'error,executor,factor,filter,folder,footer,formatter,handler,header,helper,identifier,indicator,integer,layer',
    'letter,linter,listener,loader,logger,matter,meter,monitor,newsletter,number,operator,order,other,others,paper',
    'parameter,parser,pointer,poster,printer,processor,producer,provider,render,renderer,reporter,resolver,router',
    'runner,scanner,scheduler,sector,selector,sensor,server,simulator,slider,tracker,transformer,translator,trigger',
    'user agent,validator,variant,vector,wrapper,elements,component,documents,constant,grant,assistant',
  ].flatMap((words) => words.split(',')),
);

function isPerson(who: string): boolean {
  const last = who.split(' ').at(-1) ?? '';
  // A capital is the mark of a name, and the name of a product more often than that of a role.
  if (/^\p{Lu}/u.test(last) || !PERSON_ENDING.test(last)) return false;
  return !THINGS.has(last) && !THINGS.has(last.replace(/s$/, ''));
}
