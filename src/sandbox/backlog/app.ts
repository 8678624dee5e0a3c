import type { LinearSeed } from './backlog.ts';
import { rambling } from './long-text.ts';

const OFFLINE = 'Offline basics';

/** The mobile team's backlog in Linear. */
export const APP: readonly LinearSeed[] = [
  {
    key: 'APP-1',
    title: 'Commuters lose their list in the tunnel',
    description: `**Persona:** commuter between two stations without signal
**Problem:** the app shows an error page and forgets what was on the screen
**Value:** revenue
**Due:** this quarter

One session in six ends with the error page. We expect sessions during rush hour to grow from 2.1 to 3 minutes when the last list stays readable.`,
    state: 'In Progress',
    priority: 2,
    assignee: 'kenji',
    estimate: 5,
    project: OFFLINE,
    labels: ['offline'],
  },
  {
    key: 'APP-2',
    title: 'Implement pull to refresh',
    description: 'On all lists. Use the platform component.',
    labels: ['Feature'],
    estimate: 1,
  },
  {
    key: 'APP-3',
    title: 'As a user, I want push notifications, so that I get notified',
    reporter: 'jonas',
    priority: 3,
  },
  {
    key: 'APP-4',
    title: 'People with large text cannot reach the pay button',
    description: `At the largest system text size the pay button is below the fold *and* the page does not scroll. Four one-star reviews since June name it, and so does the accessibility audit.

As somebody with weak eyes I want to finish an order without asking my daughter.

We will test with the five people from the audit: all of them should place an order unaided.`,
    priority: 1,
    labels: ['accessibility'],
    assignee: 'amelie',
    estimate: 3,
    dueInDays: 12,
  },
  { key: 'APP-5', title: 'Crash!!!', labels: ['Bug'], priority: 1, reporter: 'tom' },
  {
    key: 'APP-6',
    title: 'Crash when the camera permission was denied',
    description: `\`\`\`
java.lang.SecurityException: Permission Denial: opening camera
    at shop.app.scan.ScanActivity.onCreate(ScanActivity.kt:88)
\`\`\`

Pixel 6, Android 14. 0.8 % of sessions.`,
    labels: ['Bug'],
    state: 'Todo',
    assignee: 'kenji',
    estimate: 2,
  },
  {
    key: 'APP-7',
    title: 'Migrate to the new navigation library',
    description: 'v5 → v7. Every screen. It is about time.',
    labels: ['tech'],
    estimate: 13,
    assignee: 'team',
  },
  {
    key: 'APP-8',
    title: 'バーコードで商品を探したい',
    description: `店頭で見た商品の名前が分からず、検索をあきらめるお客様が多い（アンケート 86 件中 31 件）。

名前を知らなくても 10 秒以内に商品ページへたどり着けるようにしたい。方法は未定。`,
    reporter: 'kenji',
    priority: 3,
    labels: ['discovery'],
  },
  {
    key: 'APP-9',
    title: 'Onboarding with 5 swipeable screens',
    description: `> Competitors have it.

Screens:

1. Welcome
2. Search
3. Cart
4. Notifications
5. Let's go 🚀`,
    reporter: 'jonas',
    priority: 2,
    dueInDays: 7,
  },
  {
    key: 'APP-10',
    title: 'Nouveaux clients perdus à la création du compte',
    description: `Sur 100 personnes qui ouvrent le formulaire d'inscription dans l'appli, 57 l'abandonnent, la plupart au mot de passe.

Nous pensons qu'en demandant le compte **après** le premier achat, nous gagnerons 200 premiers achats par semaine.`,
    reporter: 'amelie',
    assignee: 'amelie',
    labels: ['conversion'],
    estimate: 5,
  },
  {
    key: 'APP-11',
    title: 'Release 7.4 checklist',
    description: '- [x] changelog\n- [x] screenshots\n- [ ] tell support',
    labels: ['chore'],
    state: 'Done',
  },
  {
    key: 'APP-12',
    title: 'Store reviews, exported',
    description: `Everything from the last year, unsorted, for whoever needs it.

${rambling(300)}`,
    labels: ['research'],
  },
  {
    key: 'APP-13',
    title: 'Error texts for the offline state',
    parent: 'APP-1',
    assignee: 'amelie',
    project: OFFLINE,
  },
  {
    key: 'APP-14',
    title: 'Replace all icons',
    description:
      'As a designer, I want all 214 icons replaced by the new set because the new set is the new set.',
    reporter: 'amelie',
    labels: ['design'],
  },
  {
    key: 'APP-15',
    title: 'Widget',
    description: 'Home screen widget with the parcel status. Blue. 4×2.',
    priority: 4,
    labels: ['waymark-off'],
  },
  {
    key: 'APP-16',
    title: 'Where is my parcel?',
    description: `As a customer waiting for a parcel, I want to know without opening a mail when the courier comes, so that I can leave the house.

Support hears this question 90 times a week; we aim for 30.`,
    priority: 2,
    assignee: 'layla',
    estimate: 5,
    project: OFFLINE,
    comments: [
      { by: 'amelie', text: 'The courier’s interface gives a window of two hours. Is that good enough?' },
    ],
  },
];
