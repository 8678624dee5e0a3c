import type { Share } from '../../../domain/audit/audit.ts';
import { percent } from '../parts/names.ts';
import { Words } from '../parts/words.tsx';
import { changeWords } from './audit-words.ts';

const wide = (share: number) => Math.round(Math.min(1, Math.max(0, share)) * 1000) / 10;

/** One share as a bar; the words beside it say the same. */
function Bar({ share, kind }: { share: number; kind: string }) {
  return (
    <svg class="bar share" viewBox="0 0 100 16" preserveAspectRatio="none" aria-hidden="true">
      <rect class="track" x="0" y="3" width="100" height="10" />
      <rect class={`part ${kind}`} x="0" y="3" width={wide(share)} height="10" />
    </svg>
  );
}

/** Shares as a table, each with its bar and what changed since the period before. */
export function ShareTable<Name extends string>(props: {
  caption: string;
  head: string;
  shares: readonly Share<Name>[];
  nameOf: (name: Name) => string;
  kindOf?: (name: Name) => string;
  since: string;
}) {
  const { caption, head, shares, nameOf, kindOf = () => 'plain', since } = props;
  const isCompared = shares.some(({ before }) => before !== null);
  return (
    <table class="by-share">
      <caption>{caption}</caption>
      <thead>
        <tr>
          <th scope="col">{head}</th>
          <th scope="col" class="number">
            Share
          </th>
          {isCompared && (
            <th scope="col" class="number">
              Since {since}
            </th>
          )}
        </tr>
      </thead>
      <tbody>
        {shares.map((share) => (
          <tr key={share.name}>
            <th scope="row">
              <Words of={nameOf(share.name)} longest={60} />
              <Bar share={share.share} kind={kindOf(share.name)} />
            </th>
            <td class="number">
              <strong>{percent(share.share)}</strong>{' '}
              <span class="quiet">{`${share.count.toLocaleString('en')} of ${share.of.toLocaleString('en')}`}</span>
            </td>
            {isCompared && <td class="number">{changeWords(share) ?? ''}</td>}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
