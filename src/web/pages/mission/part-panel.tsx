import type { ComponentChildren } from 'preact';
import type { IssueRef } from '../../../domain/issue.ts';
import { missionPath } from '../parts/names.ts';

/** A panel that a script can put anew in its own place. */
export function PartPanel(props: {
  part: string;
  issue: IssueRef;
  title: string;
  isSending: boolean;
  children: ComponentChildren;
}) {
  const { part, issue, title, isSending, children } = props;
  return (
    <section
      class="panel"
      aria-labelledby={part}
      data-src={`${missionPath(issue)}/parts/${part}`}
      {...(isSending && { 'data-sending': '' })}
    >
      <h2 id={part}>{title}</h2>
      {children}
    </section>
  );
}
