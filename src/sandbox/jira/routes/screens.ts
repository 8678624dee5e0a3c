import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { bodyOf, type JiraContext, listParam, pageBean, pageOf, paramsOf, queryOf } from '../context.ts';
import { JiraProblem, notAdmin } from '../errors.ts';
import type { JiraField, JiraProject } from '../model.ts';
import { customField } from './fields.ts';

const DEFAULT_SCREEN = 1;
/** A project's own screen, its tab, its screen scheme and its issue type screen scheme all share one number. */
const FIRST_OWN = 100;

/** Screens, and the schemes that give them to projects; for administrators. Every screen has one tab. */
export function screenRoutes(app: FastifyInstance, context: JiraContext): void {
  const { site } = context;
  app.addHook('preHandler', async () => {
    if (!context.settings.administrator) throw notAdmin();
  });

  const projects = () => [...site.projects.values()];
  const numberOf = (project: JiraProject) =>
    project.ownScreen ? FIRST_OWN + projects().indexOf(project) : DEFAULT_SCREEN;
  const ownerOf = (screen: number) => projects().find((one) => one.ownScreen && numberOf(one) === screen);
  const holds = (screen: number, field: JiraField) => {
    const owner = ownerOf(screen);
    return owner ? field.projectScreens.has(owner.key) : field.onScreen;
  };
  const screenOr404 = (id: string | undefined): number => {
    const screen = Number(id);
    if (screen === DEFAULT_SCREEN || ownerOf(screen)) return screen;
    throw new JiraProblem(404, ['Screen was not found.']);
  };
  const nameOf = (screen: number) => (screen === DEFAULT_SCREEN ? 'Default' : `${ownerOf(screen)?.key}:`);
  const customFields = () => [...site.fields.values()].filter((field) => field.custom);

  app.get('/api/3/issuetypescreenscheme/project', async (request) => {
    const ids = listParam(queryOf(request).projectId);
    const found = projects().filter((project) => ids.includes(project.id) && !project.teamManaged);
    const values = found.map((project) => {
      const id = String(numberOf(project));
      const scheme = { id, name: `${nameOf(Number(id))} Issue Type Screen Scheme`, description: '' };
      return { issueTypeScreenScheme: scheme, projectIds: [project.id] };
    });
    return pageBean(`${site.url()}${request.url}`, pageOf(request, 50), values);
  });

  app.get('/api/3/issuetypescreenscheme/mapping', async (request) => {
    const ids = listParam(queryOf(request).issueTypeScreenSchemeId);
    const values = ids.map((id) => ({
      issueTypeId: 'default',
      issueTypeScreenSchemeId: id,
      screenSchemeId: id,
    }));
    return pageBean(`${site.url()}${request.url}`, pageOf(request, 50), values);
  });

  app.get('/api/3/screenscheme', async (request) => {
    const ids = listParam(queryOf(request).id);
    const values = ids.map((id) => ({
      id: Number(id),
      name: `${nameOf(Number(id))} Screen Scheme`,
      description: '',
      screens: { default: Number(id) },
    }));
    return pageBean(`${site.url()}${request.url}`, pageOf(request, 25), values);
  });

  app.get('/api/3/screens/:screenId/tabs', async (request) => [
    { id: screenOr404(paramsOf(request).screenId), name: 'Field Tab' },
  ]);

  app.get('/api/3/screens/:screenId/tabs/:tabId/fields', async (request) => {
    const screen = screenOr404(paramsOf(request).screenId);
    const fields = customFields().filter((field) => holds(screen, field));
    return fields.map(({ id, name }) => ({ id, name }));
  });

  app.post('/api/3/screens/:screenId/tabs/:tabId/fields', async (request) => {
    const screen = screenOr404(paramsOf(request).screenId);
    const field = customField(context, bodyOf(request, z.object({ fieldId: z.string() })).fieldId);
    if (holds(screen, field))
      throw new JiraProblem(400, [`The field '${field.id}' is already on the screen.`]);
    const owner = ownerOf(screen);
    if (owner) field.projectScreens.add(owner.key);
    else field.onScreen = true;
    return { id: field.id, name: field.name };
  });

  app.post('/api/3/screens/addToDefault/:fieldId', async (request) => {
    const field = customField(context, paramsOf(request).fieldId ?? '');
    if (field.onScreen) throw new JiraProblem(400, [`The field '${field.id}' is already on the screen.`]);
    field.onScreen = true;
    return {};
  });

  app.get('/api/3/field/:fieldId/screens', async (request) => {
    const field = customField(context, paramsOf(request).fieldId ?? '');
    const numbers = [
      DEFAULT_SCREEN,
      ...projects()
        .filter((one) => one.ownScreen)
        .map(numberOf),
    ];
    const screens = numbers
      .filter((screen) => holds(screen, field))
      .map((id) => ({ id, name: `${nameOf(id)} Screen`, description: '' }));
    return pageBean(`${site.url()}${request.url}`, pageOf(request, 100), screens);
  });
}
