/** Goals of the invented webshop for the quarter of this day, linked to issues of the backlog. */
export function demoGoals(today: Date): string {
  const quarter = `Q${Math.floor(today.getUTCMonth() / 3) + 1}-${today.getUTCFullYear()}`;
  return `version: 1
missions:
  - id: mission
    statement: >-
      Help independent shops achieve steady sales through buying that feels effortless
      so that their owners can live from what they love
    owner: Jonas Weiß
pillars:
  - id: effortless
    statement: Buying feels effortless
    parent: mission
teams:
  - id: checkout
    name: Checkout
    statement: >-
      Help shoppers achieve a finished order through a checkout that explains itself
      so that shops earn what their visitors intend to spend
    parent: effortless
    owner: Mara Lindqvist
    scope: From the filled cart to the confirmed order; payment providers are somebody else’s
    metrics: [Share of filled carts that are paid]
  - id: payments
    name: Payments
    statement: Help shoppers pay without detours
    parent: effortless
    owner: Layla Haddad
objectives:
  - id: ${DEMO_OBJECTIVE}
    statement: Shoppers finish what they began
    team: checkout
    parent: checkout
    period: ${quarter}
    keyResults:
      - id: surprises
        statement: Surprises between cart and payment that are gone
        start: 0%
        target: 100%
        source: { kind: issues, link: { by: epic, value: SHOP-3 } }
      - id: detours
        statement: Detours in the checkout that are closed
        start: 0%
        target: 100%
        source: { kind: issues, link: { by: linear-project, value: Checkout without detours } }
      - id: unpaid-carts
        statement: Filled carts that are never paid
        metric: Carts above zero that no order follows
        start: 40%
        target: 30%
        work: { by: epic, value: SHOP-3 }
  - id: trust-with-money
    statement: Shoppers trust us with their money
    team: payments
    parent: payments
    period: ${quarter}
    keyResults:
      - id: refunds-in-time
        statement: Refunds that are paid within two days
        start: 62%
        target: 90%
      - id: failed-payments
        statement: Payments that fail for technical reasons stay rare
        target: < 1%
        direction: stay-below
      - id: wallets
        statement: Ship wallet payments
`;
}

export const DEMO_OBJECTIVE = 'finish-what-they-began';

/** What people said of the key results so far, week by week, the last one yesterday. */
export const DEMO_CHECK_INS = [
  {
    keyResult: 'unpaid-carts',
    by: 'Mara Lindqvist',
    confidence: 'medium',
    values: ['40%', '39.5%', '39.6%', '38.9%', '38.4%', '38.2%', '38%'],
    note: 'Fewer people leave when the delivery costs stand in the cart; the next step is the surcharge hint.',
  },
  {
    keyResult: 'refunds-in-time',
    by: 'Layla Haddad',
    confidence: 'high',
    values: ['62%', '64%', '67%', '66%', '70%', '73%'],
    note: 'Support sees the order beside the refund now and types nothing twice.',
  },
  {
    keyResult: 'failed-payments',
    by: 'Kenji Watanabe (渡辺)',
    confidence: 'low',
    values: ['0.7%', '0.8%', '1.2%', '1.1%', '0.9%'],
    note: 'We are waiting for the bank to raise its time-out.',
  },
] as const;

/** What the demo lets people finish: issues of the epic, and how many of the project's. */
export const DEMO_FINISHED = { epic: 'SHOP-3', issues: ['SHOP-4', 'SHOP-13'], ofProject: 2 } as const;
export const DEMO_PROJECT = 'Checkout without detours';
