import type { Document } from './document.ts';

// Words that hold sentences together; one that is English too ("die", "as") is no sign of another language.
const ENGLISH = new Set(
  "the of and to is it for that this with are not when from should if by or we our has have will which there what how they their was be been which don't doesn't can't isn't i'm it's would could must then than also into about all no only please use add".split(
    ' ',
  ),
);
const OTHERS = new Set(
  [
    'der das und ich nicht wenn mit für ist ein eine einen einem einer auf dem im zum zur damit weil werden wird sich auch kann können möchte soll sollen seit beim nach von als wir sie mehr keine kein',
    'le les une est pour dans avec que qui ne pas je nous vous sur aux mon ses cette lorsque afin sont être plus veux quand sans',
    'el las del una por para con es se su más cuando como quiero puedo los esta este sin sobre',
    'il gli della delle di che non sono una voglio quando dei nel nella alla anche questo questa più perché',
    'os da dos em uma não com quero mais quando pelo pela são ao esta este também',
    'het een niet ik wil zodat voor met zijn wordt kan aan bij naar deze dit geen worden moet',
    'nie się jest że aby chcę jako na po przez oraz dla jak który żeby',
    'jag och att inte är som för med ett på det jeg ikke til og af når kan skal vil',
    'bir ve için bu olarak istiyorum ile olan gibi daha çok',
    'že aby jsem při nebo když pro není jako která který také',
    'että minä haluan jotta kun myös tai ovat koska',
    'și să nu pentru care este vreau când',
    'és hogy nem az egy szeretném mert vagy',
    'yang dan untuk dengan saya tidak dari pada ini itu',
    'không và của là để tôi muốn khi',
  ].flatMap((words) => words.split(' ')),
);

const MOST_WORDS = 160;
const FEWEST = 2;
const MOST_LETTERS = 1_000;
const FOREIGN_SHARE = 0.5;

/**
 * Whether a text is plainly in another language than English, in which this reader would only guess: most of its
 * letters are of another script, or more of its small words are another language's. In doubt it is English.
 */
export function isForeign(document: Document): boolean {
  if (isOtherScript(document.title.source) || isOtherScript(document.description)) return true;
  let english = 0;
  let other = 0;
  let words = 0;
  for (const { tokens } of document.sentences) {
    for (const { shape, norm } of tokens) {
      if (shape !== 'word' && shape !== 'capital') continue;
      if (++words > MOST_WORDS) break;
      if (ENGLISH.has(norm)) english++;
      else if (OTHERS.has(norm)) other++;
    }
  }
  return other >= FEWEST && other > english;
}

function isOtherScript(text: string): boolean {
  let latin = 0;
  let other = 0;
  for (let i = 0; i < text.length && i < MOST_LETTERS; i++) {
    const code = text.charCodeAt(i);
    if ((code >= 65 && code <= 90) || (code >= 97 && code <= 122) || (code >= 0xc0 && code <= 0x24f)) latin++;
    else if (isLetter(code)) other++;
  }
  return other > 3 && other > (latin + other) * FOREIGN_SHARE;
}

/** Greek to Thai, Kana, Han and Hangul; the punctuation and symbols in between are none. */
function isLetter(code: number): boolean {
  return (
    (code >= 0x370 && code < 0x1e00) || (code >= 0x3040 && code < 0xa000) || (code >= 0xac00 && code < 0xd7b0)
  );
}
