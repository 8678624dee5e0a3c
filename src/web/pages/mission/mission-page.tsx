import { stageOf } from '../../../domain/mission/stage.ts';
import { percent } from '../../../domain/percent.ts';
import type { MissionView } from '../../../workflows/view-mission.ts';
import type { Visitor } from '../page-route.ts';
import { Layout, renderPage } from '../parts/layout.tsx';
import { trackerNamesShown } from '../parts/names.ts';
import { Chip, Moment, OutLink, Words } from '../parts/words.tsx';
import { Draft } from './draft.tsx';
import { Findings } from './findings.tsx';
import { GoalsOfMission } from './goals-of-mission.tsx';
import { History } from './history.tsx';
import { MissionFields } from './mission-fields.tsx';
import { Outcome } from './outcome.tsx';
import { Story } from './story.tsx';
import { WriteBack } from './write-back.tsx';

/** Everything about one mission. */
export function missionPage(view: MissionView, visitor: Visitor): string {
  const { issue, assessment, reviewedAt } = view.review;
  const { reading, mission } = assessment;
  const tracker = trackerNamesShown[issue.ref.tracker];
  const stage = stageOf(issue, mission);
  return renderPage(
    <Layout title={issue.key} visitor={visitor}>
      <p class="crumbs">
        <a href="/board">Board</a> › <Words of={issue.project} longest={60} /> ›{' '}
        <Words of={issue.key} longest={60} />
      </p>
      <h1>
        <Words of={issue.title} longest={300} />
      </h1>
      <div class="chips">
        <Chip kind={stage}>{stage}</Chip>
        {reading.isForeign ? (
          <Chip kind="line">not in English</Chip>
        ) : (
          <Chip kind={reading.framing}>{`${reading.framing}, ${percent(reading.confidence)} sure`}</Chip>
        )}
        {mission.value && <Chip kind={mission.value.value}>{mission.value.value}</Chip>}
        {mission.size && <Chip kind="line">{mission.size.value}</Chip>}
        <Chip kind="line">
          <Words of={issue.status.name} longest={60} />
        </Chip>
        {view.writeBack.comment.never === 'marked-off' && <Chip kind="held">Waymark is off here</Chip>}
        <OutLink href={issue.url}>
          Open <Words of={issue.key} longest={60} /> in {tracker}
        </OutLink>
      </div>
      <p class="quiet">
        {issue.assignees.length === 0 ? (
          'Nobody owns it yet. '
        ) : (
          <>
            Owned by <Words of={issue.assignees.map(({ name }) => name).join(', ')} />.{' '}
          </>
        )}
        Read <Moment at={reviewedAt} />.
      </p>
      <div class="columns">
        <div>
          <Story issue={issue} assessment={assessment} />
          <Findings view={view} visitor={visitor} />
          {view.draft && <Draft lines={view.draft} />}
          <History events={view.history} />
        </div>
        <div>
          <MissionFields view={view} visitor={visitor} />
          <Outcome view={view} visitor={visitor} />
          <GoalsOfMission goals={view.goals} />
          <WriteBack view={view.writeBack} />
        </div>
      </div>
    </Layout>,
  );
}
