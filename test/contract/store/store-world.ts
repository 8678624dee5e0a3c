import type {
  CheckIns,
  CommentLedger,
  Deliveries,
  EventLog,
  FieldRefusals,
  GoalStore,
  IssueFactsStore,
  PublishedStandings,
  Reviews,
  WriteLog,
} from '../../../src/domain/ports.ts';
import { createCheckIns } from '../../../src/store/check-ins.ts';
import { createCommentLedger } from '../../../src/store/comments.ts';
import type { Database } from '../../../src/store/database.ts';
import { createDeliveries } from '../../../src/store/deliveries.ts';
import { createEventLog } from '../../../src/store/events.ts';
import { createFieldRefusals } from '../../../src/store/field-refusals.ts';
import { createGoalStore } from '../../../src/store/goals.ts';
import { createIssueFacts } from '../../../src/store/issue-facts.ts';
import { createPublishedStandings } from '../../../src/store/published-standings.ts';
import { createReviews } from '../../../src/store/reviews.ts';
import { createWriteLog } from '../../../src/store/write-log.ts';
import { storeBindings } from '../../helpers/databases.ts';
import { createFakes } from '../../helpers/fakes/index.ts';

/** The store's ports over one set of data. */
export interface StoreWorld {
  readonly deliveries: Deliveries;
  readonly reviews: Reviews;
  readonly comments: CommentLedger;
  readonly events: EventLog;
  readonly writes: WriteLog;
  readonly refusals: FieldRefusals;
  readonly goals: GoalStore;
  readonly checkIns: CheckIns;
  readonly facts: IssueFactsStore;
  readonly published: PublishedStandings;
  readonly isFake: boolean;
  drop(): Promise<void>;
}

/** Every adapter of the store's ports and their fake, to run a contract against. */
export function storeWorlds(): readonly { readonly name: string; create(): Promise<StoreWorld> }[] {
  const real = storeBindings().map((binding) => ({
    name: binding.name,
    async create() {
      const { database, drop } = await binding.create();
      return { ...realStore(database), isFake: false, drop };
    },
  }));
  const fake = {
    name: 'the fake',
    create: async () => ({ ...createFakes(), isFake: true, async drop() {} }),
  };
  return [fake, ...real];
}

function realStore(database: Database): Omit<StoreWorld, 'drop' | 'isFake'> {
  return {
    deliveries: createDeliveries(database),
    reviews: createReviews(database),
    comments: createCommentLedger(database),
    events: createEventLog(database),
    writes: createWriteLog(database),
    refusals: createFieldRefusals(database),
    goals: createGoalStore(database),
    checkIns: createCheckIns(database),
    facts: createIssueFacts(database),
    published: createPublishedStandings(database),
  };
}
