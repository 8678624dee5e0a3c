import type { seedJira } from '../jira/seed.ts';
import type { LinearBacklog } from '../linear/seed.ts';
import { APP } from './app.ts';
import { OPS } from './ops.ts';
import { PAY } from './pay.ts';
import { SHOP } from './shop.ts';

export const DEMO_JIRA: Omit<Parameters<typeof seedJira>[1], 'people'> = {
  projects: { SHOP: 'Webshop', OPS: 'Platform' },
  issues: [...SHOP, ...OPS],
};

export const DEMO_LINEAR: Omit<LinearBacklog, 'people'> = {
  teams: { PAY: 'Payments', APP: 'Mobile app' },
  initiative: {
    name: 'Buying feels effortless',
    description: 'Fewer people give up between the cart and the receipt.',
  },
  projects: { 'Checkout without detours': ['PAY', 'APP'], 'Offline basics': ['APP'] },
  issues: [...PAY, ...APP],
};
