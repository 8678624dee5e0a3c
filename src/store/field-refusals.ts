import type { FieldRefusals } from '../domain/ports.ts';
import { cleanKey, cleanText } from './clean.ts';
import type { Database } from './database.ts';
import { insertEvents } from './event-rows.ts';

/** What trackers would not take: the last refusal for each project, type, field and option. */
export function createFieldRefusals({ sql: db }: Pick<Database, 'sql'>): FieldRefusals {
  return {
    async put(refusals, events) {
      await db.transaction().execute(async (transaction) => {
        for (const refusal of refusals) {
          const { tracker, field, fingerprint, at } = refusal;
          const found = {
            message: cleanText(refusal.message),
            remedy: cleanText(refusal.remedy),
            ...{ fingerprint, at, retry_at: refusal.retryAt },
          };
          const place = {
            ...{ tracker, field },
            project: cleanKey(refusal.project),
            type_name: cleanKey(refusal.typeName),
            option: cleanKey(refusal.option),
          };
          await transaction
            .insertInto('field_refusals')
            .values({ ...place, ...found })
            .onConflict((conflict) =>
              conflict.columns(['tracker', 'project', 'type_name', 'field', 'option']).doUpdateSet(found),
            )
            .execute();
        }
        await insertEvents(transaction, events);
      });
    },
    async list({ tracker, project, limit }) {
      let query = db.selectFrom('field_refusals').selectAll().orderBy('at', 'desc').limit(limit);
      if (tracker) query = query.where('tracker', '=', tracker);
      if (project !== undefined) query = query.where('project', '=', cleanKey(project));
      const rows = await query.execute();
      return rows.map(({ type_name: typeName, at, retry_at: retryAt, ...row }) => ({
        ...row,
        typeName,
        at: at.toISOString(),
        retryAt: retryAt.toISOString(),
      }));
    },
    async clear({ tracker, project, typeName, field, option }) {
      await db
        .deleteFrom('field_refusals')
        .where('tracker', '=', tracker)
        .where('project', '=', cleanKey(project))
        .where('type_name', '=', cleanKey(typeName))
        .where('field', '=', field)
        .where('option', '=', cleanKey(option))
        .execute();
    },
  };
}
