import type { Audit } from '../../../domain/audit/audit.ts';
import { Select } from '../parts/select.tsx';
import { auditPath, teamValue } from './audit-query.ts';
import { periodChoices, periodWords, teamWords } from './audit-words.ts';

/** Team and period: a plain form, so that every view has an address. And the same as a file. */
export function Choose({ audit, today }: { audit: Audit; today: string }) {
  const { team, period, teams } = audit;
  const choices = periodChoices(period, today);
  return (
    <form class="panel filters" method="get" action="/audit" data-at-once>
      <div class="grid">
        <Select
          name="team"
          label="Team"
          none="all teams"
          now={team && teamValue(team)}
          options={teams.map((one) => [teamValue(one), teamWords(one)])}
        />
        <div>
          <label for="period">Period</label>
          <select id="period" name="period">
            {(['quarter', 'month'] as const).map((kind) => (
              <optgroup key={kind} label={`${kind === 'quarter' ? 'Quarters' : 'Months'}`}>
                {choices
                  .filter((one) => one.kind === kind)
                  .map((one) => (
                    <option key={one.id} value={one.id} selected={one.id === period.id}>
                      {periodWords(one)}
                    </option>
                  ))}
              </optgroup>
            ))}
          </select>
        </div>
        <div class="actions">
          <button type="submit">Show</button>
          <a class="button plain" href={auditPath(audit, '.md')} download>
            Markdown
          </a>
          <a class="button plain" href={auditPath(audit, '.csv')} download>
            CSV
          </a>
        </div>
      </div>
    </form>
  );
}
