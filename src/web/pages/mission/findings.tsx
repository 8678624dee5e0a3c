import type { Finding } from '../../../domain/assessment/finding.ts';
import { Chip, Words } from '../parts/words.tsx';

/** What the checks say, as they say it on the issue. */
export function Findings({ findings }: { findings: readonly Finding[] }) {
  return (
    <section class="panel" aria-labelledby="findings">
      <h2 id="findings">What is missing</h2>
      {findings.length === 0 && (
        <p>
          <Chip kind="done">nothing</Chip> Everything is there that a mission needs.
        </p>
      )}
      {findings.map(({ check, severity, message, evidence, suggestion }) => (
        <div class="finding" key={check}>
          <div class="chips">
            <Chip kind={severity}>{severity}</Chip>
            <code>{check}</code>
          </div>
          <p>{message}</p>
          {evidence !== null && (
            <blockquote>
              <Words of={evidence} longest={400} />
            </blockquote>
          )}
          <p class="quiet">{suggestion}</p>
        </div>
      ))}
    </section>
  );
}
