import type { CheckId } from '../../../domain/assessment/finding.ts';
import type { BoardCard } from '../../../workflows/view-board.ts';
import { checkNames, countWords, missionPath } from '../parts/names.ts';
import { Chip, OutLink, Words } from '../parts/words.tsx';

/** How it is framed has its own mark. */
const isGap = (check: CheckId) => check !== 'recipe';
const mostGaps = 3;

/** A mission at a glance. */
export function Card({ card }: { card: BoardCard }) {
  const { ref, key, url, title, framing, size, persona, value, due, priority, owners, keyResults } = card;
  const gaps = card.gaps.filter(isGap);
  return (
    <li class={`card is-${framing}`}>
      <a class="title" href={missionPath(ref)}>
        <Words of={title} longest={140} />
      </a>
      <div class="chips">
        <Chip kind={framing}>{framing}</Chip>
        {value && <Chip kind={value}>{value}</Chip>}
        {size && <Chip kind="line">{size}</Chip>}
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
      <span class="quiet">
        <OutLink href={url}>
          <Words of={key} longest={40} />
        </OutLink>
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
        <a href={`/goals#${id}`}>
          <Words of={statement} longest={70} />
        </a>
      </dd>
    </>
  );
}
