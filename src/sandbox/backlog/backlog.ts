/** Somebody who works with both sandbox trackers. */
export interface SeedPerson {
  /** Short name by which seeds refer to the person. */
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly timeZone: string;
}

export interface SeedComment {
  readonly by: string;
  readonly text: string;
}

interface SeedBase {
  /** `SHOP-1`, `PAY-7`; numbers run without gaps in each project. */
  readonly key: string;
  readonly title: string;
  /** Markdown (see `markdownToAdf` for panels and mentions); absent for an empty description. */
  readonly description?: string;
  readonly labels?: readonly string[];
  readonly assignee?: string;
  readonly reporter?: string;
  /** When it was written; left out: its place in the backlog tells, and most are weeks or months old. */
  readonly ageInDays?: number;
  /** Days from the day on which the sandbox starts; may lie in the past. */
  readonly dueInDays?: number;
  readonly estimate?: number;
  readonly parent?: string;
  readonly comments?: readonly SeedComment[];
}

export interface JiraSeed extends SeedBase {
  readonly type: 'Epic' | 'Story' | 'Task' | 'Bug' | 'Sub-task';
  readonly status?: 'To Do' | 'In Progress' | 'In Review' | 'Done';
  readonly priority?: 'Highest' | 'High' | 'Medium' | 'Low' | 'Lowest';
  /** Custom fields by name; a select field takes the option's name. */
  readonly fields?: Readonly<Record<string, string | number>>;
}

export interface LinearSeed extends SeedBase {
  readonly state?: 'Triage' | 'Backlog' | 'Todo' | 'In Progress' | 'In Review' | 'Done' | 'Canceled';
  /** 0 none, 1 urgent, 2 high, 3 medium, 4 low. */
  readonly priority?: 0 | 1 | 2 | 3 | 4;
  readonly project?: string;
}
