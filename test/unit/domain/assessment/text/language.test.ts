import { describe, expect, it } from 'vitest';
import { findingsOf } from '../../../../../src/domain/assessment/assess.ts';
import { readStory } from '../../../../../src/domain/assessment/read-story.ts';
import { readDocument } from '../../../../../src/domain/assessment/text/document.ts';
import { isForeign } from '../../../../../src/domain/assessment/text/language.ts';

const inTitle = (title: string, description = '') => isForeign(readDocument({ title, description }));

describe('the language of a story', () => {
  it.each([
    'Als Kundin möchte ich meine Bestellung stornieren, damit ich nicht auf falscher Ware sitzen bleibe',
    'En tant que cliente, je veux annuler ma commande afin de ne pas payer pour rien',
    'Como cliente quiero cancelar mi pedido para no pagar por algo que no necesito',
    'Come cliente voglio annullare il mio ordine per non pagare inutilmente quando non serve',
    'Als klant wil ik mijn bestelling annuleren zodat ik niet voor niets betaal',
    'Jako klient chcę anulować zamówienie, żeby nie płacić za darmo',
    'Som kund vill jag avbryta min order så att jag inte betalar i onödan',
    'Як клієнт я хочу скасувати замовлення, щоб не платити даремно',
    '顧客として注文をキャンセルしたい、無駄に支払わないように',
    'بصفتي عميلة أريد إلغاء طلبي حتى لا أدفع مقابل ما لا أحتاجه',
  ])('is seen to be another one: %s', (title) => {
    expect(inTitle(title)).toBe(true);
  });

  it.each([
    'As a shopper in São Paulo, I want to pay with boleto, so that I need no credit card',
    'Upgrade Netty to 4',
    'Add a Save button',
    'The Straße field of the address form loses its ß when it is saved',
    'Café owners call us because the menu is not updated',
    'Translate “для вас” on the landing page, which is shown in English today',
  ])('is taken for English: %s', (title) => {
    expect(inTitle(title)).toBe(false);
  });

  it('is the one that most of it is in: an English title over a description in German is German', () => {
    expect(
      inTitle(
        'Checkout',
        'Die Kunden brechen im letzten Schritt ab, weil die Versandkosten erst dort zu sehen sind. Das kostet uns Bestellungen.',
      ),
    ).toBe(true);
  });
});

describe('a story in another language', () => {
  const story = { title: 'Als Kundin möchte ich einen Knopf, damit ich nicht warten muss', description: '' };

  it('is not read, and nothing is claimed of it', () => {
    const reading = readStory(story);
    expect(reading).toMatchObject({ framing: 'need', confidence: 0.5, persona: null, benefit: null });
    expect(reading.isForeign).toBe(true);
  });

  it('has no findings about its words', () => {
    expect(findingsOf(story, readStory(story))).toEqual([]);
  });
});
