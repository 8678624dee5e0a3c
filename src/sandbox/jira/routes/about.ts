import type { FastifyInstance } from 'fastify';
import { issueTypeBean, jiraTime, priorityBean, projectBean, statusBean, userBean } from '../beans.ts';
import { ISSUE_TYPES, PRIORITIES, STATUSES } from '../catalogue.ts';
import { type JiraContext, listParam, may, pageBean, pageOf, paramsOf, queryOf } from '../context.ts';
import { issueNotFound, JiraProblem } from '../errors.ts';

const PERMISSIONS: readonly (readonly [key: string, name: string, type: 'GLOBAL' | 'PROJECT'])[] = [
  ['ADMINISTER', 'Administer Jira', 'GLOBAL'],
  ['BULK_CHANGE', 'Make bulk changes', 'GLOBAL'],
  ['ADMINISTER_PROJECTS', 'Administer projects', 'PROJECT'],
  ['BROWSE_PROJECTS', 'Browse projects', 'PROJECT'],
  ['EDIT_ISSUES', 'Edit issues', 'PROJECT'],
  ['ADD_COMMENTS', 'Add comments', 'PROJECT'],
  ['EDIT_OWN_COMMENTS', 'Edit own comments', 'PROJECT'],
  ['DELETE_OWN_COMMENTS', 'Delete own comments', 'PROJECT'],
];

export function aboutRoutes(app: FastifyInstance, context: JiraContext): void {
  const { site } = context;

  app.get('/api/3/myself', async () => ({
    ...userBean(site, context.me),
    locale: 'en_GB',
    groups: { size: 1, items: [] },
    applicationRoles: { size: 1, items: [] },
    expand: 'groups,applicationRoles',
  }));

  app.get('/api/3/user', async (request) => {
    const user = site.users.get(String(queryOf(request).accountId ?? ''));
    if (!user)
      throw new JiraProblem(404, ['Specified user does not exist or you do not have required permissions.']);
    return userBean(site, user);
  });

  app.get('/api/3/user/permission/search', async (request) => {
    const { accountId, query, issueKey, projectKey, permissions } = queryOf(request);
    if (accountId === undefined && query === undefined) {
      throw new JiraProblem(400, ["The 'query' or the 'accountId' query parameter is required."]);
    }
    const wanted = listParam(permissions);
    if (wanted.length === 0) throw new JiraProblem(400, ["The 'permissions' query parameter is required."]);
    const issue = issueKey === undefined ? undefined : site.find(String(issueKey));
    if (issueKey !== undefined && issue?.key !== String(issueKey)) throw issueNotFound();
    const project = issue?.project ?? site.projects.get(String(projectKey ?? ''));
    if (!may(context, 'ADMINISTER') && !(project && may(context, 'ADMINISTER_PROJECTS', project))) {
      throw new JiraProblem(403, ['You do not have permission to look for users by their permissions.']);
    }
    return [...site.users.values()]
      .filter((user) => accountId === undefined || user.accountId === accountId)
      .filter((user) =>
        `${user.displayName} ${user.emailAddress}`.toLowerCase().includes(String(query ?? '').toLowerCase()),
      )
      .filter((user) => {
        const { onlookers } = context.settings;
        const looksOn = [user.accountId, user.emailAddress, user.displayName].some((one) =>
          onlookers.has(one),
        );
        return !looksOn || wanted.every((key) => !key.startsWith('EDIT_ISSUE'));
      })
      .map((user) => userBean(site, user));
  });

  app.get('/api/3/serverInfo', async () => ({
    baseUrl: site.url(),
    displayUrl: site.url(),
    version: '1001.0.0-SNAPSHOT',
    versionNumbers: [1001, 0, 0],
    deploymentType: 'Cloud',
    buildNumber: 100_300,
    buildDate: '2026-11-01T00:00:00.000+0000',
    serverTime: jiraTime(site.now()),
    serverTimeZone: 'Etc/UTC',
    scmInfo: 'sandbox',
    serverTitle: 'Sandbox Jira',
  }));

  app.get('/api/3/mypermissions', async (request) => {
    const asked = listParam(queryOf(request).permissions);
    if (asked.length === 0) throw new JiraProblem(400, ['The permissions query parameter is required.']);
    const unknown = asked.find((key) => !PERMISSIONS.some(([known]) => known === key));
    if (unknown) throw new JiraProblem(400, [`Unrecognized permission keys: ${unknown}`]);
    const { projectKey, issueId, issueKey } = queryOf(request);
    const named = [projectKey, issueId, issueKey].find((one) => one !== undefined);
    const project =
      projectKey !== undefined
        ? site.projects.get(String(projectKey))
        : site.find(String(issueId ?? issueKey ?? ''))?.project;
    if (named !== undefined && !project) throw new JiraProblem(404, ['No such project or issue.']);
    const chosen = PERMISSIONS.filter(([key]) => asked.includes(key));
    return {
      permissions: Object.fromEntries(
        chosen.map(([key, name, type], index) => [
          key,
          {
            id: String(index),
            key,
            name,
            type,
            description: '',
            havePermission: may(context, key, project ?? null),
          },
        ]),
      ),
    };
  });

  app.get('/api/3/project/search', async (request) => {
    const query = queryOf(request);
    const keys = listParam(query.keys);
    const text = String(query.query ?? '').toLowerCase();
    const projects = [...site.projects.values()]
      .filter((project) => may(context, 'BROWSE_PROJECTS', project))
      .filter((project) => keys.length === 0 || keys.includes(project.key))
      .filter((project) => `${project.key} ${project.name}`.toLowerCase().includes(text))
      .map((project) => projectBean(site, project));
    return pageBean(`${site.url()}${request.url}`, pageOf(request, 50), projects);
  });

  app.get('/api/3/project/:projectIdOrKey', async (request) => {
    const wanted = paramsOf(request).projectIdOrKey ?? '';
    const project = [...site.projects.values()].find((one) => one.key === wanted || one.id === wanted);
    if (!project) throw new JiraProblem(404, [`No project could be found with key '${wanted}'.`]);
    return {
      ...projectBean(site, project),
      issueTypes: ISSUE_TYPES.map((type) => issueTypeBean(site, type)),
    };
  });

  app.get('/api/3/issuetype', async () => ISSUE_TYPES.map((type) => issueTypeBean(site, type)));
  app.get('/api/3/status', async () => STATUSES.map((status) => statusBean(site, status)));
  app.get('/api/3/priority', async () => PRIORITIES.map((priority) => priorityBean(site, priority)));
}
