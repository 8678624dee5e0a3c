import { InvalidArgumentError } from 'commander';
import { type Period, periodForms, readPeriod } from '../domain/okr/period.ts';

/** A period as people write it. */
export function period(value: string): Period {
  const read = readPeriod(value);
  if (read === null) throw new InvalidArgumentError(`Give a period: ${periodForms}.`);
  return read;
}
