import {
  type FieldSource,
  type Mission,
  type MissionField,
  missionFields,
} from '../../../domain/mission/mission.ts';
import { fieldNames } from '../parts/names.ts';
import { Chip, Words } from '../parts/words.tsx';

/** The nine fields, each with where it was found and the words it was read from. */
export function MissionFields({ mission }: { mission: Mission }) {
  return (
    <section class="panel" aria-labelledby="fields">
      <h2 id="fields">The mission</h2>
      <dl class="facts">
        {missionFields.map((field) => (
          <div key={field}>
            <dt>{fieldNames[field]}</dt>
            <dd>
              <Field mission={mission} field={field} />
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

const sourceWords: Readonly<Record<FieldSource, string>> = {
  'custom field': 'a custom field',
  label: 'a label',
  'native field': 'the tracker’s own field',
  'description section': 'a section of the description',
  prose: 'the prose',
  default: 'the template’s default',
};

function Field({ mission, field }: { mission: Mission; field: MissionField }) {
  const reading = mission[field];
  if (reading === undefined) {
    const isMicro = field === 'buildTestIterate' && mission.size?.value === 'micro';
    return isMicro ? <span class="quiet">not asked of micro missions</span> : <Chip kind="gap">missing</Chip>;
  }
  const { value, source, quote } = reading;
  return (
    <>
      {typeof value === 'boolean' ? value ? 'yes' : 'no' : <Words of={value} longest={400} />}{' '}
      <span class="quiet">from {sourceWords[source]}</span>
      {quote !== null && quote !== value && (
        <blockquote>
          <Words of={quote} longest={400} />
        </blockquote>
      )}
    </>
  );
}
