import { headingKey } from './heading-key.ts';

const EMPTY_ANSWERS = new Set(
  [
    'tbd,tba,tbc,todo,to do,to be defined,to be determined,n/a,na,none,nil,null,unknown,no response,xxx',
    'offen,unbekannt,keine,keiner,à définir,aucun,aucune,por definir,ninguno,ninguna',
  ].flatMap((words) => words.split(',')),
);
const LONGEST_EMPTY = 40;
const LONGEST_PROMPT = 300;

const BRACKETED = /^(?:<[^<>]{1,300}>|\[[^[\]]{1,300}\]|\{[^{}]{1,300}\})\.?$/;
const INSTRUCTION =
  /^(?:please|describe|explain|enter|insert|fill|briefly|tell us|if applicable|a (?:clear|short|brief|concise)|bitte|beschreib|décri|merci de|por favor|describa)/i;
const QUESTION =
  /^(?:who|what|which|why|how|when|is|are|does|do|wer|was|warum|qui|pourquoi|quién|qué|¿)(?![\p{L}])/iu;

/** True for what a template leaves behind: nothing, a dash, "TBD", `<persona>`, "Describe the problem", "Who is it for?". */
export function isPlaceholder(text: string): boolean {
  const bare = text.trim();
  if (!/[\p{L}\p{N}]/u.test(bare)) return true;
  if (bare.length <= LONGEST_EMPTY && EMPTY_ANSWERS.has(headingKey(bare))) return true;
  if (BRACKETED.test(bare)) return true;
  if (bare.length > LONGEST_PROMPT || bare.includes('\n')) return false;
  return INSTRUCTION.test(bare) || (QUESTION.test(bare) && bare.endsWith('?'));
}
