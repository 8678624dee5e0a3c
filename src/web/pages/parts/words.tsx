import type { ComponentChildren } from 'preact';
import { shown } from '../../../domain/quoted.ts';

/** Somebody's words on one line: nothing unseen in them, and their direction stays their own. */
export function Words({ of, longest = 160 }: { of: string; longest?: number }) {
  return <bdi>{shown(of, longest) || '(empty)'}</bdi>;
}

/** A link to what a tracker named; only the words where the address is none of the web. */
export function OutLink({ href, children }: { href: string; children: ComponentChildren }) {
  const isWeb = URL.canParse(href) && ['http:', 'https:'].includes(new URL(href).protocol);
  return isWeb ? (
    <a href={href} rel="noopener noreferrer">
      {children}
    </a>
  ) : (
    <span>{children}</span>
  );
}

/** A moment; a script turns it to the reader's time zone. */
export function Moment({ at }: { at: string }) {
  return (
    <time class="nowrap" dateTime={at}>
      {`${at.slice(0, 10)} ${at.slice(11, 16)} UTC`}
    </time>
  );
}

/** A word on the colour that stands for it. */
export function Chip({ kind, children }: { kind: string; children: ComponentChildren }) {
  return <span class={`chip ${kind}`}>{children}</span>;
}
