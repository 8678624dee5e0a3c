import { z } from 'zod';
import { TrackerError } from '../../domain/errors.ts';
import type { ProgressUpdate, ProgressUpdates, UpdatePlace } from '../../domain/ports.ts';
import { markdownFromRichText } from '../formats/rich-text-to-markdown.ts';
import { lenientList, tidy, trackerId } from '../lenient.ts';
import { orNull } from './or-null.ts';
import { stableId } from './stable-id.ts';
import type { LinearTransport } from './transport.ts';

type Kind = UpdatePlace['kind'];

/** Projects and their updates are put and named alike, and so are initiatives and theirs. */
const words = {
  project: { type: 'Project', field: 'projectUpdate', list: 'projects', owner: 'projectId' },
  initiative: { type: 'Initiative', field: 'initiativeUpdate', list: 'initiatives', owner: 'initiativeId' },
} as const;

/** More of one name would be an accident. */
const mostPlaces = 5;
const nameLimit = 300;

const placesQuery = (kind: Kind) => /* GraphQL */ `
  query Waymark${words[kind].type}s($filter: ${words[kind].type}Filter) {
    places: ${words[kind].list}(first: ${mostPlaces}, filter: $filter) { nodes { id name } }
  }
`;
const createMutation = (kind: Kind) => /* GraphQL */ `
  mutation Waymark${words[kind].type}UpdateCreate($input: ${words[kind].type}UpdateCreateInput!) {
    done: ${words[kind].field}Create(input: $input) { success ${words[kind].field} { id } }
  }
`;
const editMutation = (kind: Kind) => /* GraphQL */ `
  mutation Waymark${words[kind].type}UpdateEdit($id: String!, $input: ${words[kind].type}UpdateUpdateInput!) {
    done: ${words[kind].field}Update(id: $id, input: $input) { success ${words[kind].field} { archivedAt } }
  }
`;
const removeMutation = (kind: Kind) => /* GraphQL */ `
  mutation Waymark${words[kind].type}UpdateArchive($id: String!) {
    done: ${words[kind].field}Archive(id: $id) { success }
  }
`;

const lookQuery = (kind: Kind) => /* GraphQL */ `
  query Waymark${words[kind].type}Update($id: String!) { update: ${words[kind].field}(id: $id) { id archivedAt } }
`;

const placesAnswer = z.object({
  places: z.object({ nodes: lenientList(z.object({ id: trackerId, name: z.string().catch('') })) }),
});
const doneAnswer = z.object({ done: z.object({ success: z.literal(true) }) });
const lookAnswer = z.object({ update: z.object({ id: trackerId, archivedAt: z.string().nullish() }) });
const editAnswer = z.object({
  done: z.looseObject({ success: z.literal(true) }).transform((done) => {
    const update = Object.values(done).find((value) => typeof value === 'object' && value !== null);
    const read = z.object({ archivedAt: z.string().nullish() }).safeParse(update);
    return { isArchived: read.success && typeof read.data.archivedAt === 'string' };
  }),
});

/** The same for the same place and key, so that an update whose answer was lost is found again. */
const idOf = ({ kind, id }: UpdatePlace, key: string) =>
  stableId(`waymark progress of ${kind} ${id}: ${key}`);

const uuid = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** Updates of Linear's projects and initiatives, which carry the health that people see in every list. */
export function createLinearProgressUpdates({ ask }: LinearTransport): ProgressUpdates {
  const write = (operation: string, query: string, variables: Record<string, unknown>) =>
    ask({ operation, kind: 'write', query, variables }, doneAnswer);
  const contentOf = ({ health, body }: ProgressUpdate) => ({ health, body: markdownFromRichText(body) });

  async function edit(kind: Kind, id: string, update: ProgressUpdate): Promise<'edited' | 'missing'> {
    const query = editMutation(kind);
    const variables = { id, input: contentOf(update) };
    const request = { operation: 'editProgressUpdate', kind: 'write', query, variables } as const;
    const answer = await orNull(ask(request, editAnswer));
    return answer === null || answer.done.isArchived ? 'missing' : 'edited';
  }

  return {
    edit,

    async findPlaces(kind, nameOrId) {
      // Linear refuses an id in another shape.
      const filter = uuid.test(nameOrId) ? { id: { eq: nameOrId } } : { name: { eqIgnoreCase: nameOrId } };
      const query = placesQuery(kind);
      const request = { operation: 'findPlaces', kind: 'read', query, variables: { filter } } as const;
      const { places } = await ask(request, placesAnswer);
      return places.nodes.map(({ id, name }) => ({ kind, id, name: tidy(name, nameLimit) }));
    },

    async create(place, update, key) {
      const { kind } = place;
      const id = idOf(place, key);
      const input = { id, [words[kind].owner]: place.id, ...contentOf(update) };
      try {
        await write('createProgressUpdate', createMutation(kind), { input });
      } catch (error) {
        // Linear's words for an id in use are its own to change, so whatever it refuses is looked up by an edit.
        if (!(error instanceof TrackerError) || error.kind !== 'invalid') throw error;
        const known = await edit(kind, id, update).catch(() => 'missing' as const);
        if (known === 'missing') throw error;
      }
      return { id };
    },

    async look(place, key) {
      const [id, query] = [idOf(place, key), lookQuery(place.kind)];
      const request = { operation: 'lookForUpdate', kind: 'read', query, variables: { id } } as const;
      const answer = await orNull(ask(request, lookAnswer));
      if (answer === null) return { state: 'missing' };
      return { state: typeof answer.update.archivedAt === 'string' ? 'taken-away' : 'there', id };
    },

    async remove(kind, id) {
      await orNull(write('removeProgressUpdate', removeMutation(kind), { id }));
    },
  };
}
