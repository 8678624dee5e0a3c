import { describeKilledService } from './killed.suite.ts';

describeKilledService('PostgreSQL');
