import type { JiraSeed } from './backlog.ts';
import { rambling } from './long-text.ts';

/** A web shop's backlog: stories of every kind, as a product team leaves them lying about. */
export const SHOP: readonly JiraSeed[] = [
  {
    key: 'SHOP-1',
    type: 'Story',
    title: 'Save for Later button',
    ageInDays: 2,
    description: 'As a PO, I want a Save for Later button so shoppers can store items in the cart',
    priority: 'High',
    reporter: 'jonas',
    labels: ['cart'],
  },
  {
    key: 'SHOP-2',
    type: 'Story',
    title: 'Bookmark items in the cart',
    description:
      'As a shopper, I want to bookmark items in the cart, so that I can come back later and finish my shopping. As a product team, we expect this will reduce our 40 percent drop-off rate and increase return-shopper conversion by 10 percent',
    reporter: 'mara',
    assignee: 'priya',
    labels: ['cart'],
    estimate: 5,
    dueInDays: 21,
  },
  {
    key: 'SHOP-3',
    type: 'Epic',
    title: 'Fewer abandoned carts by the end of the quarter',
    description: `## Where we are

Four out of ten filled carts never reach the payment page. In the exit survey of September, 212 of 530 shoppers said they "only wanted to think about it".

## What we want to learn

- Do people leave because they compare prices, or because the total surprises them?
- Does it help when a cart survives the way from phone to laptop?

## How we will know

| Signal | Today | By December |
| --- | --- | --- |
| Carts that are never paid | 40 % | 30 % |
| Shoppers back within a week | 12 % | 18 % |

> [!INFO] Anything in this epic may be dropped once it stops moving one of the two numbers.`,
    priority: 'High',
    assignee: 'mara',
    dueInDays: 45,
    fields: { 'Mission size': 'Macro', 'Value type': 'Revenue', Persona: 'Returning shopper' },
  },
  {
    key: 'SHOP-4',
    type: 'Story',
    title: 'Show delivery costs before the checkout',
    description: `People who shop for somebody else find out about the 12 € island surcharge on the very last page, and close the tab.

We believe that telling them in the cart keeps at least a third of them: today 61 of 100 leave at that step, we want fewer than 40 within six weeks after release.`,
    parent: 'SHOP-3',
    assignee: 'priya',
    estimate: 3,
    labels: ['cart', 'checkout'],
    comments: [{ by: 'tom', text: 'Support gets **about nine mails a week** because of this surcharge.' }],
  },
  {
    key: 'SHOP-5',
    type: 'Story',
    title: 'Add dropdown with 12 sort options to category page',
    description: `Dropdown top right, 12 entries, same font as the header.

1. Newest
2. Price up
3. Price down
4. Rating
5. *the other eight are in the spreadsheet*`,
    reporter: 'jonas',
    estimate: 2,
  },
  { key: 'SHOP-6', type: 'Bug', title: 'cart broken on safari??', reporter: 'tom', priority: 'Highest' },
  {
    key: 'SHOP-7',
    type: 'Bug',
    title: 'Voucher field swallows the last character',
    description: `Steps

1. Open the cart with \`?voucher=SUMMER25\`
2. Press the button twice, quickly
3. Look at the field

**Expected:** SUMMER25
**Actual:** SUMMER2

\`\`\`js
input.value = input.value.slice(0, maxLength - 1); // why?
\`\`\``,
    assignee: 'kenji',
    status: 'In Progress',
    priority: 'High',
  },
  {
    key: 'SHOP-8',
    type: 'Story',
    title: 'As a <type of user>, I want <some goal> so that <some reason>',
    description: `## Description

_As a [persona], I want [goal], so that [benefit]._

## Acceptance criteria

- [ ] Criterion 1
- [ ] Criterion 2

## Out of scope

TBD`,
    reporter: 'jonas',
  },
  {
    key: 'SHOP-9',
    type: 'Story',
    title: 'Größenberater für Schuhe',
    description: `Als Käuferin mit schmalen Füßen möchte ich vor dem Bestellen wissen, welche Größe mir passt, damit ich nicht drei Paar bestelle und zwei zurückschicke.

Wir erwarten, dass die Retourenquote bei Schuhen von 38 % auf unter 30 % sinkt (gemessen acht Wochen nach dem Start).`,
    reporter: 'jonas',
    assignee: 'jonas',
    labels: ['retouren'],
    fields: { Persona: 'Käuferin mit schmalen Füßen', 'Mission size': 'Meso' },
  },
  {
    key: 'SHOP-10',
    type: 'Task',
    title: 'Update the imprint',
    description: 'New managing director since the 1st. Text comes from legal.',
    priority: 'Low',
    assignee: 'tom',
    status: 'Done',
  },
  {
    key: 'SHOP-11',
    type: 'Story',
    title: 'Implement Redis cache for product pages',
    ageInDays: 3,
    description:
      'As a developer I want to put a Redis cache in front of the product service so that the product service is cached.',
    reporter: 'kenji',
    labels: ['tech'],
  },
  {
    key: 'SHOP-12',
    type: 'Story',
    title: 'Notes from the workshop about the importer',
    description: `h2. Background

(copied from the old wiki, markup included)

||who||what||
|agency|sends the file|
|us|hope for the best|

${rambling(220)}

So, in the end: somebody should own this.`,
    reporter: 'tom',
  },
  {
    key: 'SHOP-13',
    type: 'Sub-task',
    title: 'Write the copy for the surcharge hint',
    description: 'English, German, Swedish. Two lines at most.',
    parent: 'SHOP-4',
    assignee: 'amelie',
  },
  {
    key: 'SHOP-14',
    type: 'Sub-task',
    title: 'tests',
    parent: 'SHOP-4',
    status: 'In Progress',
    assignee: 'priya',
  },
  {
    key: 'SHOP-15',
    type: 'Story',
    title: 'Cadeaux : envoyer à une autre adresse',
    description: `En tant que grand-père, je veux faire livrer un cadeau directement chez ma petite-fille, afin qu'il arrive le jour de son anniversaire.

> « J'ai dû recopier l'adresse trois fois. » — entretien n° 14

À vérifier avec [@Amélie Garnier](mention:amelie).`,
    reporter: 'amelie',
    assignee: 'amelie',
    dueInDays: 30,
  },
  {
    key: 'SHOP-16',
    type: 'Story',
    title: 'Migrate the newsletter popup to the new modal component',
    description: 'Use `<ModalV2>`. Same texts. Remove `popup.css` afterwards.',
    labels: ['waymark-off', 'tech'],
    assignee: 'kenji',
  },
  {
    key: 'SHOP-17',
    type: 'Story',
    title: 'Wishlist 💝',
    description:
      'We need a wishlist like the big ones have. With a heart icon. ❤️❤️❤️ CEO wants it for the fair!!!',
    reporter: 'jonas',
    assignee: 'team',
    priority: 'Highest',
    dueInDays: -3,
  },
  {
    key: 'SHOP-18',
    type: 'Story',
    title: 'Find a product again after a phone call interrupted me',
    description: `Persona: commuter who shops on the phone
Problem: a call or a tunnel throws me back to the start page, and I have to search again
Value: revenue
Size: meso

Half of our mobile sessions end within ten seconds after the tab was restored. If the list came back where it was, we expect 5 percent more product views per mobile session.`,
    reporter: 'mara',
    assignee: 'layla',
    estimate: 8,
    labels: ['mobile'],
  },
  {
    key: 'SHOP-19',
    type: 'Story',
    title: 'Filter by "in stock near me"',
    description: `Customers drive to the store in Uppsala for an article that is sold out there; store staff apologise for it every single day.

### Ideas

* a filter
* a text on the product page
* nothing on the site, but a call-ahead number

### Notes

<script>alert('left over from the old editor')</script>`,
    reporter: 'layla',
    priority: 'Medium',
  },
  {
    key: 'SHOP-20',
    type: 'Story',
    title: 'Reviews with photos',
    description: 'As a user, I want to upload photos to my review.',
    reporter: 'jonas',
    status: 'In Review',
    assignee: 'layla',
    estimate: 5,
    fields: { 'Value type': 'Revenue' },
  },
  {
    key: 'SHOP-21',
    type: 'Story',
    title: 'Guest order lookup',
    description:
      'Somebody who ordered as a guest cannot see where the parcel is. They write to support instead: 300 mails a month, each of them costing us four minutes. We want to halve that by spring.',
    reporter: 'tom',
    fields: { 'Value type': 'Cost', 'Expected outcome': '150 mails a month or fewer, counted in **April**' },
  },
  {
    key: 'SHOP-22',
    type: 'Task',
    title: 'Ask the photographer',
    description: '…',
    status: 'Done',
    assignee: 'amelie',
  },
];
