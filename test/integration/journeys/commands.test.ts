import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type TrackerName, trackerNames } from '../../../src/domain/issue.ts';
import type { Sandbox } from '../../../src/sandbox/sandbox.ts';
import { bindings, type TestPlace } from '../../helpers/databases.ts';
import { hypothesis } from '../../helpers/desk.ts';
import { editIssue, openIssue, projects } from '../../helpers/people.ts';
import { commentsOf, type Service, startSandbox, startService } from '../../helpers/service.ts';

const recipe = 'As a PO, I want a Save for Later button so shoppers can store items in the cart';

const onlooker = 'Kenji Watanabe (渡辺)';

describe.each(bindings())('commands in comments on $name', ({ create }) => {
  let place: TestPlace;
  let sandbox: Sandbox;
  let service: Service;

  beforeAll(async () => {
    place = await create();
    sandbox = await startSandbox();
    sandbox.jira.settings.onlookers.add(onlooker);
    sandbox.linear.changePerson(onlooker, { guest: true });
    service = await startService(place, sandbox);
  });
  afterAll(async () => {
    await service?.stop();
    await sandbox?.close();
    await place?.drop();
  });

  describe.each(trackerNames)('in %s', (tracker: TrackerName) => {
    let key: string;
    let id: string;
    const mine = () => commentsOf(sandbox, tracker, key);
    const [project] = projects[tracker];
    const say = async (text: string, actor?: string) => {
      const comment = sandbox[tracker].addComment(key, text, actor);
      await service.quiet();
      return comment.id;
    };
    const edit = async (wording: Parameters<typeof editIssue>[3]) => {
      editIssue(sandbox, tracker, key, wording);
      await service.quiet();
    };
    const topics = async (topic: string) =>
      (await service.app.events.read({ subject: `${tracker}:${id}`, topic, limit: 50 })).map(
        ({ data }) => data,
      );
    const checks = async () => (await review())?.assessment.findings.map(({ check }) => check);
    const review = async () => service.app.reviews.find({ tracker, id });

    beforeEach(async () => {
      ({ key, id } = openIssue(sandbox, tracker, { title: 'Save for Later button', description: recipe }));
      await service.quiet();
      expect(mine()).toHaveLength(1);
    });
    afterEach(() => {
      if (sandbox[tracker].hasIssue(key)) sandbox[tracker].deleteIssue(key);
    });

    test('help is answered at the end of the one comment, until the findings change', async () => {
      const [before = ''] = mine();
      await say('What can you do?\n\n/waymark help');
      const [after = ''] = mine();
      expect(mine()).toHaveLength(1);
      expect(after.startsWith(before), 'what was there stays').toBe(true);
      expect(after.slice(before.length)).toMatch(/To .+:[\s\S]*\/waymark recheck[\s\S]*\/waymark dismiss/);

      await edit({ labels: ['cart'] });
      expect(mine()).toEqual([after]);
      await edit({ title: 'Bookmark items in the cart', description: hypothesis });
      expect(mine()[0]).toMatch(/no open questions/);
      expect(mine()[0]).not.toMatch(/waymark help/);
    });

    test('the next answer takes the place of the one before', async () => {
      await say('/waymark help');
      await say('/waymark dance');
      expect(mine()).toHaveLength(1);
      expect(mine()[0]).toContain('dance');
      expect(mine()[0]).not.toContain('/waymark recheck');
    });

    test('recheck reads the issue again', async () => {
      await say('/waymark recheck');
      expect(mine()[0]).toMatch(/read again on \d{4}-\d\d-\d\d at \d\d:\d\d UTC/);
      expect(await topics('command.handled')).toMatchObject([
        { commands: [{ command: 'recheck', outcome: 'recheck' }] },
      ]);
    });

    test('a command on an issue without a comment is answered by one', async () => {
      const quiet = openIssue(sandbox, tracker, { title: 'Bookmarks', description: hypothesis });
      await service.quiet();
      expect(commentsOf(sandbox, tracker, quiet.key)).toEqual([]);
      sandbox[tracker].addComment(quiet.key, '/waymark recheck');
      await service.quiet();
      expect(commentsOf(sandbox, tracker, quiet.key)).toEqual([expect.stringContaining('read again')]);
      sandbox[tracker].deleteIssue(quiet.key);
    });

    test('off takes the comment away for good, and on brings it back', async () => {
      await say('/waymark off');
      expect(mine()).toEqual([]);
      await edit({ title: 'Export button', description: 'As an admin, I want an Export button' });
      expect(mine()).toEqual([]);
      await say('/waymark on');
      expect(mine()).toEqual([expect.stringContaining('I am back on this issue')]);
      expect(mine()[0]).toContain('Export');
    });

    test('on brings a comment back that somebody had deleted', async () => {
      const [comment] = sandbox[tracker].comments(key).filter(({ byWaymark }) => byWaymark);
      sandbox[tracker].deleteComment(key, comment?.id ?? '');
      await edit({ title: 'Export button', description: 'As an admin, I want an Export button' });
      expect(mine()).toEqual([]);
      await say('/waymark on');
      expect(mine()).toHaveLength(1);
    });

    test('a finding dismissed as false goes until its words change', async () => {
      await say('/waymark dismiss internal-persona false: the PO uses it herself');
      expect(await checks()).not.toContain('internal-persona');
      expect(mine()).toHaveLength(1);
      expect(mine()[0]).toMatch(/thank you, `internal-persona` was wrong here/);
      expect(await topics('finding.dismissed')).toMatchObject([
        { check: 'internal-persona', reason: 'false', note: 'the PO uses it herself', evidence: 'PO' },
      ]);
      expect((await topics('finding.resolved')).map(({ check }) => check)).not.toContain('internal-persona');

      await edit({ labels: ['cart'] });
      expect(await checks()).not.toContain('internal-persona');
      await edit({ title: 'Blue button', description: 'As a product owner, I want the button to be blue' });
      expect(await checks()).toContain('internal-persona');
    });

    test('a finding that will not be fixed stays away whatever the words', async () => {
      await say('/waymark dismiss internal-persona wontfix');
      expect(mine()[0]).toContain('stays as it is');
      await edit({ title: 'Blue button', description: 'As a product owner, I want the button to be blue' });
      expect(await checks()).not.toContain('internal-persona');
      await say('/waymark dismiss internal-persona false');
      expect(mine()[0]).toContain('dismissed here already');
    });

    test('dismissing what is not there is answered by what is', async () => {
      await say('/waymark dismiss no-goal false');
      expect(mine()[0]).toMatch(/there is no finding `no-goal` here\. Open here: .*internal-persona/);
      await say('/waymark dismiss recipe');
      expect(mine()[0]).toMatch(/why\?[\s\S]*dismiss recipe false[\s\S]*dismiss recipe wontfix/);
    });

    test('set is kept as the person’s choice, in the tracker or by Waymark', async () => {
      await say('/waymark set persona returning shopper\n/waymark set size macro');
      expect(mine()[0]).toContain('the persona is “returning shopper”');
      const mission = (await review())?.assessment.mission;
      expect(mission?.persona).toMatchObject({ value: 'returning shopper' });
      expect(mission?.persona?.source).toMatch(/custom field|label/);
      expect(mission?.size).toMatchObject({ value: 'macro' });
      expect(mission?.size?.source).toMatch(/custom field|label/);
    });

    test('set with a value that is none of the template’s is answered by the choices', async () => {
      await say('/waymark set size enormous');
      expect(mine()[0]).toMatch(/“enormous” is not one of its values\. It can be macro, meso or micro/);
      await say('/waymark set colour blue');
      expect(mine()[0]).toMatch(/no field “colour”/);
    });

    test('several commands in one comment are done in their order', async () => {
      await say('/waymark off\n/waymark set size micro\n/waymark on');
      expect((await review())?.assessment.mission.size?.value).toBe('micro');
      expect(mine()).toHaveLength(1);
      expect(await topics('command.handled')).toMatchObject([
        { commands: [{ command: 'off' }, { command: 'set' }, { command: 'on' }] },
      ]);
    });

    test('code and quotes are no commands, and cost no look', async () => {
      const before = mine();
      sandbox[tracker].calls.reset();
      await say('Nothing to see.');
      expect(sandbox[tracker].calls.total).toBe(0);
      await say('> /waymark off\n\nand\n\n```\n/waymark off\n```\n\nand `/waymark off`');
      expect(mine()).toEqual(before);
      expect(await topics('command.*')).toEqual([]);
      expect(sandbox[tracker].calls.writes).toBe(0);
    });

    test('those who may not edit are told so once, and nothing else happens', async () => {
      await say('/waymark off', onlooker);
      expect(mine()).toEqual([expect.stringContaining('listens to people who may edit')]);
      const [told] = mine();
      await say('/waymark set size micro', onlooker);
      expect(mine()).toEqual([told]);
      expect(await topics('command.refused')).toHaveLength(2);
      expect(await topics('command.handled')).toEqual([]);
      await say('/waymark recheck');
      await say('/waymark dance', onlooker);
      expect(mine()[0]).toContain('read again');
    });

    test('a repeated delivery does nothing twice', async () => {
      await say('/waymark off');
      await say('/waymark on');
      const again = sandbox[tracker]
        .deliveries()
        .filter(({ call }) => call(new Date(), 0).body.includes('/waymark'));
      for (const delivery of again) sandbox[tracker].webhooks.redeliver(delivery.id);
      await service.quiet();
      expect(mine()).toHaveLength(1);
      expect(await topics('command.handled')).toHaveLength(2);
    });

    test('an edited comment is handled once for each text of its commands', async () => {
      const comment = await say('/waymark off');
      await service.quiet();
      expect(mine()).toEqual([]);
      sandbox[tracker].editComment(key, comment, '/waymark off\n\n(sorry for the noise)');
      await service.quiet();
      expect(await topics('command.handled')).toHaveLength(1);
      sandbox[tracker].editComment(key, comment, '/waymark on');
      await service.quiet();
      expect(mine()).toHaveLength(1);
      expect(await topics('command.handled')).toHaveLength(2);
    });

    test('comments that come in late and in another order count by when they were written', async () => {
      sandbox[tracker].webhooks.hold();
      sandbox[tracker].addComment(key, '/waymark off\n/waymark set size micro');
      // Comments of one millisecond have no order.
      await new Promise((resolve) => setTimeout(resolve, 5));
      sandbox[tracker].addComment(key, '/waymark on\n/waymark set size macro');
      const [first, ...rest] = sandbox[tracker].deliveries().filter(({ state }) => state === 'held');
      expect(first, 'the deliveries are held').toBeDefined();
      expect(rest.length).toBeGreaterThan(0);
      sandbox[tracker].webhooks.release((held) => held.toReversed());
      await service.quiet();
      expect(mine()).toHaveLength(1);
      expect((await review())?.assessment.mission.size?.value).toBe('macro');
    });

    test('a check that people call wrong again and again stops speaking in that project', async () => {
      const home = { jira: 'CALM', linear: 'CLM' }[tracker];
      const open = () =>
        tracker === 'jira'
          ? sandbox.jira.createIssue({ project: home, summary: 'Save for Later button', description: recipe })
          : sandbox.linear.createIssue({ team: home, title: 'Save for Later button', description: recipe });
      const silenced = async () => [...(await service.app.standings.silenced(tracker, home))];
      const issues = [open(), open(), open()];
      await service.quiet();
      const dismissOn = async (one: { readonly key: string } | undefined) => {
        sandbox[tracker].addComment(one?.key ?? '', '/waymark dismiss internal-persona false');
        await service.quiet();
      };
      await dismissOn(issues[0]);
      await dismissOn(issues[1]);
      expect(await silenced(), 'two are not enough').toEqual([]);
      await dismissOn(issues[2]);
      expect(await silenced()).toEqual(['internal-persona']);

      const { text } = await service.get('/metrics');
      const labels = `tracker="${tracker}",project="${home}",check="internal-persona"`;
      expect(text).toContain(`waymark_check_standing{${labels}} 0.69`);
      const events = await service.app.events.read({ topic: 'check.silenced', limit: 50 });
      expect(events.filter(({ subject }) => subject === `${tracker}:project:${home}`)).toHaveLength(1);

      const next = open();
      await service.quiet();
      const words = commentsOf(sandbox, tracker, next.key).join();
      expect(words).not.toMatch(/are somebody else|really for/);
      const nextReview = await service.app.reviews.find({ tracker, id: next.id });
      const found = nextReview?.assessment.findings.map(({ check }) => check);
      expect(found, 'still there for the digest').toContain('internal-persona');
      expect([...(await service.app.standings.silenced(tracker, project))]).toEqual([]);
    });
  });
});
