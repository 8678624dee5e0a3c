import { mayUse } from '../../../domain/access.ts';
import type { CheckId } from '../../../domain/assessment/finding.ts';
import type { BoardCard } from '../../../workflows/view-board.ts';
import { EditNotes, isSending } from '../edits/edit-notes.tsx';
import type { Visitor } from '../page-route.ts';
import { cardId, cardPath, checkNames, countWords, goalPath, missionPath } from '../parts/names.ts';
import { Chip, OutLink, Words } from '../parts/words.tsx';

/** The card as an answer of its own. */
export const cardFragment = (props: { card: BoardCard; visitor: Visitor; back: string }) => (
  <Card {...props} />
);

/** How it is framed has its own mark. */
const isGap = (check: CheckId) => check !== 'recipe';
const mostGaps = 3;

/**
 * A mission at a glance. `data-card` names it and `data-src` is where it comes from, so that a script can put the card
 * as it is now in its place; `data-sending` says that it changes by itself in a moment.
 */
export function Card({ card, visitor, back }: { card: BoardCard; visitor: Visitor; back: string }) {
  const { ref, key, url, title, framing, size, persona, value, due, priority, owners, keyResults } = card;
  const gaps = card.gaps.filter(isGap);
  const isEditor = mayUse('editor', visitor.session?.role ?? null);
  const editPath = `${missionPath(ref)}/edit?back=${encodeURIComponent(back)}`;
  return (
    <li
      class={`card is-${framing}`}
      id={cardId(ref)}
      data-card={`${ref.tracker}:${ref.id}`}
      data-src={`${cardPath(ref)}?back=${encodeURIComponent(back)}`}
      {...(isSending(card.edits) && { 'data-sending': '' })}
    >
      <a class="title" href={missionPath(ref)}>
        <Words of={title} longest={140} />
      </a>
      <div class="chips">
        <Chip kind={framing}>{framing}</Chip>
        {value && <Chip kind={value}>{value}</Chip>}
        {size && <Chip kind="line">{card.missing.includes('size') ? `${size}?` : size}</Chip>}
      </div>
      <dl>
        {persona !== null && (
          <>
            <dt>For</dt>
            <dd>
              <Words of={persona} longest={60} />
            </dd>
          </>
        )}
        {owners.length > 0 && (
          <>
            <dt>Owner</dt>
            <dd>
              <Words of={owners.join(', ')} longest={60} />
            </dd>
          </>
        )}
        {due !== null && (
          <>
            <dt>Due</dt>
            <dd>this {due}</dd>
          </>
        )}
        {priority !== null && (
          <>
            <dt>Wanted</dt>
            <dd>{priority}</dd>
          </>
        )}
        {keyResults.map(({ id, statement }) => (
          <KeyResult key={id} id={id} statement={statement} />
        ))}
      </dl>
      {gaps.length > 0 && (
        <div class="chips">
          {gaps.slice(0, mostGaps).map((check) => (
            <Chip key={check} kind="gap">
              {checkNames[check]}
            </Chip>
          ))}
          {gaps.length > mostGaps && (
            <span class="quiet">{`and ${countWords(gaps.length - mostGaps, 'more', 'more')}`}</span>
          )}
        </div>
      )}
      <EditNotes edits={card.edits} />
      <span class="foot quiet">
        <OutLink href={url}>
          <Words of={key} longest={40} />
        </OutLink>
        {isEditor && card.stage !== 'celebrated' && card.missing.length > 0 && (
          <a href={editPath} data-edit>
            Fill in{' '}
            <span class="hear">
              what is missing of <Words of={key} longest={40} />
            </span>
          </a>
        )}
      </span>
    </li>
  );
}

function KeyResult({ id, statement }: { id: string; statement: string }) {
  return (
    <>
      <dt>
        <abbr title="Key result">KR</abbr>
      </dt>
      <dd>
        <a href={goalPath(id)}>
          <Words of={statement} longest={70} />
        </a>
      </dd>
    </>
  );
}
