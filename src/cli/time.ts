import { InvalidArgumentError } from 'commander';

const unitMs = { m: 60_000, h: 3_600_000, d: 86_400_000, w: 7 * 86_400_000 } as const;

/** Reads a time, or how long ago it was, for commander. */
export function time(value: string): Date {
  const ago = /^(\d{1,6})([mhdw])$/.exec(value);
  const at = ago ? Date.now() - Number(ago[1]) * unitMs[ago[2] as keyof typeof unitMs] : isoTime(value);
  if (Number.isNaN(at))
    throw new InvalidArgumentError('Give a time such as 2026-03-01T10:00Z, or 30m, 2h, 3d ago.');
  return new Date(at);
}

function isoTime(value: string): number {
  return /^\d{4}-\d{2}-\d{2}(?:T[\d:.]{4,15}(?:Z|[+-]\d{2}:?\d{2})?)?$/.test(value)
    ? Date.parse(value)
    : Number.NaN;
}
