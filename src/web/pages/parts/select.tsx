import { type TrackerName, trackerNames } from '../../../domain/issue.ts';
import { shown } from '../../../domain/quoted.ts';
import { trackerNamesShown } from './names.ts';

/** What can be chosen, each value with the words for it. */
export type Options = readonly (readonly [value: string, words: string])[];

/** One choice of a filter. What was set by an address stays to be seen, also where it is not among the choices. */
export function Select(props: {
  name: string;
  label: string;
  now: string | null;
  /** What the empty choice says. */
  none: string;
  options: Options;
}) {
  const { name, label, now, none, options } = props;
  const all: Options =
    now === null || options.some(([value]) => value === now) ? options : [...options, [now, shown(now, 60)]];
  return (
    <div>
      <label for={name}>{label}</label>
      <select id={name} name={name}>
        <option value="">{none}</option>
        {all.map(([value, words]) => (
          <option key={value} value={value} selected={value === now}>
            {words}
          </option>
        ))}
      </select>
    </div>
  );
}

/** The choice of a tracker, as every filter has it. */
export function TrackerSelect({ now }: { now: TrackerName | undefined }) {
  return (
    <Select
      name="tracker"
      label="Tracker"
      none="all"
      now={now ?? null}
      options={trackerNames.map((name) => [name, trackerNamesShown[name]])}
    />
  );
}
