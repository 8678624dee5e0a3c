import type { OpsOverview } from '../../../workflows/view-ops.ts';
import type { Visitor } from '../page-route.ts';
import { countWords } from '../parts/names.ts';
import { Chip } from '../parts/words.tsx';
import { opsFrame } from './frame.tsx';
import { tilesOf } from './overview-tiles.tsx';
import { ProcessesPanel } from './processes-panel.tsx';

/** Whether anything is stuck, each part leading to more. */
export function overviewPage(view: OpsOverview, visitor: Visitor): string {
  const tiles = tilesOf(view);
  const stuck = tiles.filter(({ mark }) => mark === 'failed').length;
  return opsFrame({
    title: 'Control room',
    at: '/ops',
    visitor,
    isLive: true,
    children: (
      <>
        <p>
          {stuck === 0 ? 'Nothing is stuck.' : `${countWords(stuck, 'thing needs', 'things need')} a look.`}
        </p>
        <ul class="tiles">
          {tiles.map(({ path, title, mark, state, detail }) => (
            <li class="panel tile" key={title}>
              <h2>
                <a href={path}>{title}</a>
              </h2>
              <p>
                <Chip kind={mark}>{state}</Chip>
              </p>
              <p class="quiet">{detail}</p>
            </li>
          ))}
        </ul>
        <ProcessesPanel processes={view.processes} />
      </>
    ),
  });
}
