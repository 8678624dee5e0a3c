/** What the missions of the board can be grouped by. A team is a Jira project or a Linear team. */
export const boardGroups = ['value', 'size', 'persona', 'objective', 'team'] as const;
export type BoardGroup = (typeof boardGroups)[number];

/** In a filter: those that have none. */
export const NONE = 'none';
export type None = typeof NONE;
