import { TypeOverrides, types } from 'pg';

/**
 * How column values become JavaScript values, the same for both databases: as `pg` does it, but `int8` becomes a
 * number. Positions and counts stay far below 2^53.
 */
export function sqlTypes(): TypeOverrides {
  const overrides = new TypeOverrides();
  overrides.setTypeParser(types.builtins.INT8, Number);
  return overrides;
}
