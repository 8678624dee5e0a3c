import { describeKilledService } from './killed.suite.ts';

/** Every step is taken with Redis beside it; here those at which the queue, which is in the database, has a part. */
const steps = [
  'storing the delivery',
  'queueing the review',
  'reading the issue',
  'committing the review',
  'creating the comment',
  'calling the delivery done',
  'ending the job',
  'editing the comment',
];

describeKilledService('PostgreSQL', (step) => steps.includes(step));
