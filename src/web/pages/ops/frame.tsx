import type { ComponentChildren } from 'preact';
import { shown } from '../../../domain/quoted.ts';
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

/** A wide table that scrolls in its panel. */
export function ScrollTable(props: {
  label: string;
  head: readonly (string | { readonly number: string } | { readonly hear: string })[];
  children: ComponentChildren;
}) {
  const { label, head, children } = props;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard
    <section class="scroll" aria-label={`${label}, to scroll`} tabIndex={0}>
      <table>
        <thead>
          <tr>
            {head.map((one) => {
              if (typeof one === 'string') return <th scope="col">{one}</th>;
              if ('number' in one) {
                return (
                  <th scope="col" class="number">
                    {one.number}
                  </th>
                );
              }
              return (
                <th scope="col">
                  <span class="hear">{one.hear}</span>
                </th>
              );
            })}
          </tr>
        </thead>
        <tbody>{children}</tbody>
      </table>
    </section>
  );
}

/** A button that does something. `about` is heard and not seen, so that buttons of one name can be told apart. */
export function ActionButton(props: {
  action: string;
  csrfToken: string;
  name: string;
  about?: string;
  fields?: Readonly<Record<string, string>>;
}) {
  const { action, csrfToken, name, about, fields = {} } = props;
  return (
    <form class="act" method="post" action={action}>
      <input type="hidden" name="_csrf" value={csrfToken} />
      {Object.entries(fields).map(([field, value]) => (
        <input key={field} type="hidden" name={field} value={value} />
      ))}
      <button type="submit" class="plain">
        {name}
        {about && <span class="hear"> {shown(about, 100)}</span>}
      </button>
    </form>
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
