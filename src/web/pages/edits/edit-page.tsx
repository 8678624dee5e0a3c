import type { VNode } from 'preact';
import { missingFields } from '../../../domain/mission/gaps.ts';
import type { MissionView } from '../../../workflows/view-mission.ts';
import type { Visitor } from '../page-route.ts';
import { Layout, renderPage } from '../parts/layout.tsx';
import { missionPath } from '../parts/names.ts';
import { Words } from '../parts/words.tsx';
import { EditForm } from './edit-form.tsx';

/** The form for what a mission leaves open, as it stands on a card. */
export function editFields({ review }: MissionView, back: string, visitor: Visitor): VNode {
  const { issue, assessment } = review;
  const { mission } = assessment;
  const fields = missingFields(mission);
  return fields.length === 0 ? (
    <p>Nothing is missing any more.</p>
  ) : (
    <EditForm issue={issue.ref} part="card" {...{ mission, fields, back, visitor }} />
  );
}

/** The same for whoever has no script. */
export function editPage(view: MissionView, back: string, visitor: Visitor): string {
  const { issue } = view.review;
  return renderPage(
    <Layout title={`Fill in ${issue.key}`} visitor={visitor} at="/board">
      <section class="narrow panel">
        <p class="crumbs">
          <a href={back}>Back</a> ›{' '}
          <a href={missionPath(issue.ref)}>
            <Words of={issue.key} longest={60} />
          </a>
        </p>
        <h1>Fill in what is missing</h1>
        <p>
          <Words of={issue.title} longest={200} />
        </p>
        {editFields(view, back, visitor)}
      </section>
    </Layout>,
  );
}
