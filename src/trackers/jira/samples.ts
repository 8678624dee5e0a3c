import type { JiraCall } from './call.ts';
import { BROWSE } from './client.ts';
import type { FieldMap } from './field-map.ts';
import type { FieldMaps } from './field-maps.ts';
import { jiraIssueKinds } from './schema.ts';

const SAMPLE = 50;

/** Which fields can be written in a project, for each type among its latest issues; none where it has no issues. */
export type ProjectSamples = (projectKey: string) => Promise<readonly FieldMap[]>;

export function createProjectSamples(deps: {
  readonly call: JiraCall;
  readonly maps: FieldMaps;
}): ProjectSamples {
  const { call, maps } = deps;
  return async (projectKey) => {
    const jql = `project = ${JSON.stringify(projectKey)} ORDER BY updated DESC`;
    const { issues } = await call(
      {
        operation: 'diagnose',
        kind: 'read',
        method: 'POST',
        url: '/rest/api/3/search/jql',
        data: { jql, fields: ['*navigable'], expand: 'names', maxResults: SAMPLE },
        needs: BROWSE,
      },
      jiraIssueKinds,
    );
    await maps.learn(issues);
    const byType = new Map<string, FieldMap>();
    for (const issue of issues) {
      const map = await maps.of(issue);
      byType.set(map.typeName, map);
    }
    return [...byType.values()];
  };
}
