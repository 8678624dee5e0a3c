import type { ComponentChildren } from 'preact';
import type { Visitor } from '../page-route.ts';
import { Layout, renderPage } from '../parts/layout.tsx';
import { LiveNote } from '../parts/live-note.tsx';
import { type DoneCode, doneWords } from './done.ts';

const rooms = [
  ['/ops', 'Overview'],
  ['/ops/deliveries', 'Deliveries'],
  ['/ops/queues', 'Queues'],
  ['/ops/ledger', 'Ledger'],
  ['/ops/trackers', 'Trackers'],
  ['/ops/digests', 'Digests'],
  ['/ops/subscribers', 'Subscribers'],
  ['/ops/doctor', 'Doctor'],
] as const;
export type OpsRoom = (typeof rooms)[number][0];

/** The frame of the control room's pages: the ways between them, and what became of what was asked for. */
export function opsFrame(props: {
  title: string;
  at: OpsRoom;
  visitor: Visitor;
  done?: DoneCode | undefined;
  /** Whether it keeps itself up to date. */
  isLive?: boolean;
  children: ComponentChildren;
}): string {
  const { title, at, visitor, done, isLive = false, children } = props;
  const { kind, words } = done ? doneWords[done] : { kind: '', words: '' };
  return renderPage(
    <Layout title={at === '/ops' ? title : `${title}, control room`} visitor={visitor} at="/ops">
      <nav class="tabs" aria-label="Control room">
        {rooms.map(([path, name]) => (
          <a key={path} href={path} {...(path === at && { 'aria-current': 'page' as const })}>
            {name}
          </a>
        ))}
      </nav>
      <div class="head">
        <h1>{title}</h1>
        {isLive && <LiveNote stream="/ops/stream" />}
      </div>
      {words && (
        <p class={`notice ${kind}`} role="status">
          {words}
        </p>
      )}
      {children}
    </Layout>,
  );
}

/** Nothing to show, and what that means. */
export function Nothing({ title, children }: { title: string; children: ComponentChildren }) {
  return (
    <div class="empty">
      <h3>{title}</h3>
      <p>{children}</p>
    </div>
  );
}
