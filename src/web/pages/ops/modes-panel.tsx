import type { ProjectMode } from '../../../domain/ops/project-modes.ts';
import { trackerNamesShown } from '../parts/names.ts';
import { ScrollTable } from '../parts/scroll-table.tsx';
import { Chip, Words } from '../parts/words.tsx';
import { Nothing } from './frame.tsx';

const kinds: Readonly<Record<string, string>> = {
  comment: 'done',
  'fields-only': 'active',
  'digest-only': 'hypothesis',
  off: 'waiting',
};

/** What Waymark does in each project, as the settings come out there. */
export function ModesPanel({ modes }: { modes: readonly ProjectMode[] }) {
  return (
    <section class="panel" aria-labelledby="modes">
      <h2 id="modes">Modes</h2>
      {modes.length === 0 ? (
        <Nothing title="No project is known yet">
          A project appears with the first issue of it that Waymark reads.
        </Nothing>
      ) : (
        <ScrollTable
          label="Modes"
          head={['Project', { number: 'Missions' }, 'Mode', 'Fills', 'Budget', 'Quiet', 'Switched off']}
        >
          {modes.map((mode) => (
            <Row key={`${mode.tracker}:${mode.project}`} mode={mode} />
          ))}
        </ScrollTable>
      )}
    </section>
  );
}

function Row({ mode }: { mode: ProjectMode }) {
  const { tracker, project, missions, hasOwn, comments, commands, fills, quiet, off } = mode;
  return (
    <tr>
      <td>
        {trackerNamesShown[tracker]} <Words of={project} longest={60} />
        {hasOwn && <div class="quiet">settings of its own</div>}
      </td>
      <td class="number">{missions.toLocaleString('en')}</td>
      <td>
        <Chip kind={kinds[mode.mode] ?? 'line'}>{mode.mode}</Chip>
        {mode.mode === 'comment' && !comments && <div class="quiet">no comments</div>}
        {!commands && <div class="quiet">no commands</div>}
      </td>
      <td>{fills.length === 0 ? <span class="quiet">nothing</span> : fills.join(', ')}</td>
      <td>
        {mode.perIssuePerDay} an issue a day, {mode.perProjectPerHour.toLocaleString('en')} an hour
      </td>
      <td>{quiet ?? <span class="quiet">never</span>}</td>
      <td>{off.length === 0 ? <span class="quiet">no check</span> : off.join(', ')}</td>
    </tr>
  );
}
