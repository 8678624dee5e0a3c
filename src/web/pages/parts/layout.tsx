import type { ComponentChildren, VNode } from 'preact';
import { renderToString } from 'preact-render-to-string';
import { mayUse, type Role } from '../../../domain/access.ts';
import { shown } from '../../../domain/quoted.ts';
import type { Visitor } from '../page-route.ts';

const places: readonly { readonly path: string; readonly name: string; readonly rule: Role }[] = [
  { path: '/', name: 'Overview', rule: 'viewer' },
  { path: '/board', name: 'Board', rule: 'viewer' },
  { path: '/audit', name: 'Audit', rule: 'viewer' },
  { path: '/goals', name: 'Goals', rule: 'viewer' },
  { path: '/digests', name: 'Digests', rule: 'viewer' },
  { path: '/ops', name: 'Control room', rule: 'admin' },
  { path: '/access', name: 'Access', rule: 'admin' },
];

/** The frame of every page. `visitor` null leaves the ways to other pages out. */
export function Layout(props: {
  title: string;
  visitor: Visitor | null;
  /** The page's own place in the navigation. */
  at?: string;
  isWide?: boolean;
  children: ComponentChildren;
}) {
  const { title, visitor, at, isWide = false, children } = props;
  const session = visitor?.session ?? null;
  return (
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <title>{`${shown(title, 80)} · Waymark`}</title>
        <link rel="icon" href="/assets/waymark.svg" type="image/svg+xml" />
        <link rel="stylesheet" href="/assets/waymark.css" />
        <script src="/assets/waymark.js" defer></script>
      </head>
      <body>
        <a class="skip" href="#content">
          To the content
        </a>
        <header class="top">
          <a class="brand" href="/">
            Waymark
          </a>
          {session && (
            <nav aria-label="Pages">
              {places
                .filter(({ rule }) => mayUse(rule, session.role))
                .map(({ path, name }) => (
                  <a key={path} href={path} {...(path === at && { 'aria-current': 'page' as const })}>
                    {name}
                  </a>
                ))}
            </nav>
          )}
          {session && visitor && (
            <form class="who" method="post" action="/logout">
              <input type="hidden" name="_csrf" value={visitor.csrfToken} />
              <span class="quiet">
                <bdi>{shown(session.name, 40)}</bdi>, {session.role}
              </span>
              <button type="submit" class="plain">
                Sign out
              </button>
            </form>
          )}
        </header>
        <main id="content" tabIndex={-1} {...(isWide && { class: 'wide' })}>
          {children}
        </main>
      </body>
    </html>
  );
}

/** The document as text; everything in it is escaped. */
export function renderPage(page: VNode): string {
  return renderToString(page);
}
