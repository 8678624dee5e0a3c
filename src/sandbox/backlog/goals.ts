/** Goals of the invented webshop for the quarter of this day, linked to issues of the backlog. */
export function demoGoals(today: Date): string {
  const quarter = `Q${Math.floor(today.getUTCMonth() / 3) + 1}-${today.getUTCFullYear()}`;
  return `version: 1
objectives:
  - id: finish-what-they-began
    statement: Shoppers finish what they began
    owner: mara
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
        start: 40%
        target: 30%
        current: 38%
        work: { by: epic, value: SHOP-3 }
`;
}

/** What the demo lets people finish: issues of the epic, and how many of the project's. */
export const DEMO_FINISHED = { epic: 'SHOP-3', issues: ['SHOP-4', 'SHOP-13'], ofProject: 2 } as const;
export const DEMO_PROJECT = 'Checkout without detours';
