import type { LinearSeed } from './backlog.ts';
import { rambling } from './long-text.ts';

const CHECKOUT = 'Checkout without detours';

/** The payments team's backlog in Linear. */
export const PAY: readonly LinearSeed[] = [
  {
    key: 'PAY-1',
    title: 'Shoppers abandon the order when their bank asks for a second factor',
    description: `## Problem

Every fifth shopper who is sent to the bank's app never comes back to us (21 % in October). They think the payment went through, or that it failed, and either way the order is lost.

## Expected outcome

- fewer than 12 % lost on the way to the bank, within eight weeks
- fewer than 5 mails a day asking *did it work?*

## Not decided

How. A waiting page, a push, a mail with a link: let us try the cheapest first.`,
    state: 'In Progress',
    priority: 1,
    labels: ['conversion'],
    assignee: 'layla',
    estimate: 8,
    dueInDays: 20,
    project: CHECKOUT,
  },
  {
    key: 'PAY-2',
    title: 'Integrate Apple Pay',
    description:
      'As a product manager I want Apple Pay in the checkout so that customers can pay with Apple Pay.',
    priority: 2,
    labels: ['Feature'],
    project: CHECKOUT,
    reporter: 'jonas',
  },
  { key: 'PAY-3', title: 'refund button', reporter: 'tom' },
  {
    key: 'PAY-4',
    title: 'Refunds take support eleven clicks',
    description: `Support people type the order number four times to give money back. On a Monday that is two hours of typing, and twice this month the wrong customer was refunded.

If a refund took them under a minute we would answer Monday's queue by noon instead of by four.`,
    labels: ['support'],
    assignee: 'tom',
    estimate: 5,
    comments: [{ by: 'priya', text: 'Counted them: it is **twelve** if the order has a voucher.' }],
  },
  {
    key: 'PAY-5',
    title: 'Upgrade the PSP library to v9',
    description:
      '```json\n{ "dependencies": { "psp-client": "^9.0.0" } }\n```\n\nv8 is unsupported from March.',
    priority: 3,
    labels: ['chore'],
    assignee: 'kenji',
    state: 'Todo',
  },
  {
    key: 'PAY-6',
    title: 'Add a checkbox "save my card" below the card form, default on, grey text 12 px',
    description: 'See Figma. Must be there on both steps.',
    estimate: 2,
    reporter: 'jonas',
    project: CHECKOUT,
  },
  {
    key: 'PAY-7',
    title: 'Duplicate charges when the network drops',
    description: `**Severity:** high

1. pay
2. go into the lift
3. pay again

Charged twice. 7 customers last week.

| order | first | second |
| --- | --- | --- |
| 88123 | 10:02:11 | 10:02:14 |
| 88190 | 17:40:01 | 17:40:09 |`,
    priority: 1,
    labels: ['Bug'],
    state: 'In Review',
    assignee: 'priya',
  },
  {
    key: 'PAY-8',
    title: 'Ratenzahlung erklären',
    description: `Kundinnen brechen ab, weil sie nicht sehen, was die Raten am Ende kosten.

Als Kundin mit knappem Monatsbudget will ich vor dem Kauf den Gesamtbetrag sehen, um keine böse Überraschung zu erleben.`,
    reporter: 'jonas',
    assignee: 'jonas',
    labels: ['conversion'],
  },
  {
    key: 'PAY-9',
    title: 'Quarterly reconciliation',
    description: 'Same as every quarter.',
    state: 'Done',
    assignee: 'mara',
    estimate: 3,
  },
  {
    key: 'PAY-10',
    title: '[Story] <title>',
    description: `<!-- Please fill in. Delete what you do not need. -->

### User story
As a … I want … so that …

### Definition of ready
- [ ] value clear
- [ ] small enough

### Design
Link:`,
  },
  {
    key: 'PAY-11',
    title: 'Finance closes the month on day six, and guesses until then',
    description: `Finance waits for the settlement files of three providers and enters them by hand. Until day six of the month the board sees guesses.

We think that day two is possible if the files arrive by themselves. Measure: date of the closing mail. Cost of today's way: two people for three days.`,
    labels: ['cost'],
    priority: 2,
    estimate: 8,
    assignee: 'mara',
    dueInDays: 50,
  },
  { key: 'PAY-12', title: 'Webhook retry', description: 'make it retry', reporter: 'kenji' },
  {
    key: 'PAY-13',
    title: 'Write down how settlement works',
    description: rambling(160),
    labels: ['docs'],
    reporter: 'tom',
  },
  {
    key: 'PAY-14',
    title: 'Text for the waiting page',
    description: 'Short. Calm. No exclamation marks.',
    parent: 'PAY-1',
    assignee: 'amelie',
    state: 'Todo',
  },
  {
    key: 'PAY-15',
    title: 'Use the new rounding library everywhere',
    description: 'Replace `toFixed`. Search for it. Done.',
    labels: ['waymark-off', 'chore'],
  },
  {
    key: 'PAY-16',
    title: 'Cash on delivery for Egypt 🇪🇬',
    description: `كثير من العملاء في الإسكندرية لا يملكون بطاقة ائتمان، فيتركون السلة عند الدفع.

Two of three carts from Alexandria end at the card form. Could they pay the courier, a shop, a wallet? We would call it a success if half of them got through.`,
    reporter: 'layla',
    assignee: 'layla',
    priority: 2,
    project: CHECKOUT,
  },
  {
    key: 'PAY-17',
    title: 'Fraud rule: block all orders above 900 €',
    description: 'Block them. Everything above 900. Starting Monday.',
    priority: 1,
    reporter: 'mara',
    dueInDays: 4,
  },
  { key: 'PAY-18', title: 'old idea: pay by fax', description: 'no', state: 'Canceled' },
];
