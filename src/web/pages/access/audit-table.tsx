import type { AuditEntry } from '../../../domain/ports.ts';
import { ScrollTable } from '../parts/scroll-table.tsx';
import { Moment, Words } from '../parts/words.tsx';

/** Who came in, who did not, who left. */
export function SignInsTable({ entries }: { entries: readonly AuditEntry[] }) {
  return (
    <section class="panel" aria-labelledby="sign-ins">
      <h2 id="sign-ins">Last sign-ins</h2>
      {entries.length === 0 ? (
        <p class="quiet">Nobody has signed in yet.</p>
      ) : (
        <ol class="bare">
          {entries.map(({ position, topic, at, actor, data }) => (
            <li key={position}>
              <Moment at={at} />: <Words of={actor} longest={100} />
              {typeof data.name === 'string' && (
                <>
                  {' '}
                  (<Words of={data.name} longest={60} />)
                </>
              )}{' '}
              {topic === 'session.opened'
                ? 'signed in'
                : topic === 'session.closed'
                  ? 'signed out'
                  : 'was refused'}
              {typeof data.role === 'string' && ` as ${data.role}`}
              {typeof data.reason === 'string' && ` (${data.reason})`} from <From of={data.from} />
            </li>
          ))}
        </ol>
      )}
    </section>
  );
}

/** What people changed or tried, the newest first. */
export function AuditTable(props: {
  entries: readonly AuditEntry[];
  older: number | null;
  before: number | null;
}) {
  const { entries, older, before } = props;
  return (
    <section class="panel" aria-labelledby="audit-log">
      <h2 id="audit-log">Audit log</h2>
      {entries.length === 0 ? (
        <p class="quiet">Nothing has been changed through pages or API yet.</p>
      ) : (
        <ScrollTable
          label="Audit log"
          head={['When', 'Who', 'From', 'What', 'Before', 'After']}
          kind="audit-log"
        >
          {entries.map(({ position, topic, subject, at, actor, data }) => (
            <tr key={position}>
              <td>
                <Moment at={at} />
              </td>
              <td>
                <Words of={actor} longest={100} />
                {typeof data.by === 'string' && topic !== 'session.refused' && data.by !== actor && (
                  <span class="quiet">
                    {' '}
                    in the name of <Words of={data.by} longest={100} />
                  </span>
                )}
              </td>
              <td>
                <From of={data.from} />
              </td>
              <td>
                {topic.replaceAll(/[.-]/g, ' ')}, <Words of={subject} longest={200} />
              </td>
              <td class="side">
                <Side of={data.before} />
              </td>
              <td class="side">
                <Side of={data.after} />
              </td>
            </tr>
          ))}
        </ScrollTable>
      )}
      <p class="actions">
        {before !== null && <a href="/access">Newest</a>}
        {older !== null && <a href={`/access?before=${older}`}>Older</a>}
      </p>
    </section>
  );
}

function From({ of }: { of: unknown }) {
  return typeof of === 'string' ? <Words of={of} longest={60} /> : <>the command line</>;
}

/** One side of a change: a word, or what it consists of. */
function Side({ of }: { of: unknown }) {
  if (of === null || of === undefined) return <span class="quiet">–</span>;
  return <Words of={inWords(of).slice(0, 1_000)} longest={300} />;
}

/** What something consists of, as `name: value; name: value`. */
function inWords(value: unknown, depth = 0): string {
  if (typeof value !== 'object' || value === null) return String(value ?? 'none');
  if (depth > 3) return '…';
  if (Array.isArray(value)) return value.map((one) => inWords(one, depth + 1)).join(', ') || 'none';
  const parts = Object.entries(value).map(([name, one]) => `${name}: ${inWords(one, depth + 1)}`);
  return parts.join('; ') || 'nothing';
}
