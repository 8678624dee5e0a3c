import type { JiraSeed } from './backlog.ts';
import { rambling } from './long-text.ts';

/** A platform team's backlog: chores, recipes in plenty, and a few missions hidden among them. */
export const OPS: readonly JiraSeed[] = [
  {
    key: 'OPS-1',
    type: 'Epic',
    title: 'Move everything to Kubernetes',
    description: 'All 31 services. Helm charts. Done when the old VMs are off.',
    assignee: 'team',
    dueInDays: 90,
    fields: { 'Mission size': 'Macro' },
  },
  {
    key: 'OPS-2',
    type: 'Story',
    title: 'Developers wait for a test environment',
    description: `When two teams work on the checkout in the same week, one of them waits for the shared test environment: on average a day and a half (14 cases since August, see [@Kenji](mention:kenji)'s list).

> [!WARNING] Teams began to test in production, which is how the voucher bug got out.

We want nobody to wait longer than an hour. How is open: more environments, shorter bookings, or fakes that are good enough.`,
    reporter: 'kenji',
    assignee: 'kenji',
    parent: 'OPS-1',
    priority: 'High',
    estimate: 13,
    fields: { Persona: 'Feature developer', 'Mission size': 'Meso', 'Value type': 'Cost' },
  },
  {
    key: 'OPS-3',
    type: 'Task',
    title: 'Upgrade PostgreSQL 13 → 16',
    description: `- [x] staging
- [ ] production
- [ ] delete the old dumps

\`\`\`sh
pg_upgrade --check --link
\`\`\``,
    assignee: 'kenji',
    dueInDays: 10,
    status: 'In Progress',
  },
  {
    key: 'OPS-4',
    type: 'Story',
    title: 'Add a Slack bot that posts deployments',
    description:
      'As a team, we want a Slack bot posting every deployment to #releases so that deployments are posted.',
    reporter: 'priya',
    estimate: 3,
  },
  {
    key: 'OPS-5',
    type: 'Task',
    title: 'renew wildcard cert',
    priority: 'Highest',
    dueInDays: 2,
    assignee: 'tom',
  },
  {
    key: 'OPS-6',
    type: 'Bug',
    title: 'Disk on log-02 fills up every Sunday',
    description: `{noformat}
/dev/sdb1  200G  200G  0  100% /var/log
{noformat}

Somebody (Tom) deletes by hand. Again.`,
    assignee: 'tom',
    priority: 'High',
  },
  {
    key: 'OPS-7',
    type: 'Story',
    title: 'On-call people sleep through the night',
    description: `As an engineer on call I am woken three times a week by alarms that need no action, so that I stop trusting the pager.

We expect that with fewer than one needless page per week the time to acknowledge a real one falls from 11 minutes to 4.`,
    reporter: 'priya',
    assignee: 'priya',
    labels: ['on-call'],
    fields: { Persona: 'Engineer on call', 'Value type': 'Risk' },
  },
  {
    key: 'OPS-8',
    type: 'Task',
    title: 'Delete unused feature flags',
    description: 'There are 140. Keep the ones with a date.',
    labels: ['chore'],
    priority: 'Lowest',
  },
  {
    key: 'OPS-9',
    type: 'Story',
    title: 'Introduce GraphQL gateway',
    description: `### Goal
Introduce a GraphQL gateway.

### Why
Because REST is old and everybody has one.

### Tasks
1. choose a library
2. write the gateway
3. migrate clients`,
    reporter: 'kenji',
    estimate: 21,
    labels: ['tech', 'architecture'],
  },
  {
    key: 'OPS-10',
    type: 'Story',
    title: 'ログイン時の遅延を減らす',
    description: `大阪の店舗スタッフは、開店前の在庫確認のたびにログインで40秒待たされている。

- 対象: 店舗スタッフ
- 期待: 朝の待ち時間を10秒以下にする（11月末まで）`,
    reporter: 'kenji',
    assignee: 'kenji',
    dueInDays: 14,
  },
  {
    key: 'OPS-11',
    type: 'Task',
    title: 'Add index on orders.customer_id',
    description: 'See slow log.',
    status: 'Done',
    assignee: 'kenji',
  },
  {
    key: 'OPS-12',
    type: 'Story',
    title: 'Incident review of the 3rd, full text',
    description: `${rambling(420)}

## Actions

- write an alarm
- talk to the agency`,
    reporter: 'tom',
    labels: ['incident'],
  },
  {
    key: 'OPS-13',
    type: 'Sub-task',
    title: 'Write Helm chart for the mail service',
    parent: 'OPS-1',
    assignee: 'tom',
    status: 'In Progress',
  },
  {
    key: 'OPS-14',
    type: 'Story',
    title: 'تسريع تقارير المبيعات',
    description: `مديرة المتجر في القاهرة تنتظر تقرير المبيعات حتى الظهر، فلا تستطيع طلب البضاعة في الوقت المناسب.

نتوقع أن يصل التقرير قبل التاسعة صباحا، وأن تقل الأصناف النافدة بنسبة 15٪.`,
    reporter: 'layla',
    assignee: 'layla',
    priority: 'High',
  },
  {
    key: 'OPS-15',
    type: 'Story',
    title: 'Self-service password reset',
    description:
      'As an admin I want a button on the user page which resets the password, so that I can reset the password with a button.',
    reporter: 'layla',
  },
  {
    key: 'OPS-16',
    type: 'Task',
    title: 'Template: production change',
    description: `**What:** …

**When:** …

**Who approves:** …

**Rollback:** …`,
  },
  {
    key: 'OPS-17',
    type: 'Story',
    title: 'Backups we have never restored',
    description: `Nobody has restored a backup since 2023. If the order database dies, the CFO believes we lose an hour; we do not know whether it is an hour or everything.

Hypothesis: a monthly rehearsal brings the time to a working copy under 60 minutes, and proves it.`,
    reporter: 'mara',
    priority: 'High',
    fields: { 'Value type': 'Risk' },
    dueInDays: 60,
  },
  {
    key: 'OPS-18',
    type: 'Story',
    title: 'Dark mode for the admin panel',
    description: 'Use CSS variables. Toggle in the header. Remember in local storage.',
    labels: ['waymark-off'],
    priority: 'Low',
  },
  {
    key: 'OPS-19',
    type: 'Bug',
    title: 'Grafana shows NaN',
    description: 'Since the update. Screenshot: ![nan](https://files.invalid/nan.png)',
    reporter: 'priya',
    status: 'Done',
  },
];
