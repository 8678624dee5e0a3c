import { describeKilledService } from './killed.suite.ts';

/** Its data folder and lock have to be taken over each time; the queue's and the store's code is the same. */
const steps = ['storing the delivery', 'committing the review', 'creating the comment', 'ending the job'];

describeKilledService('PGlite', (step) => steps.includes(step));
