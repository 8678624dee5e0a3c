import type { ColumnType } from 'kysely';

/** A time: written as a date or ISO text, read as a date. */
export type Time = ColumnType<Date, Date | string, Date | string>;
/** `jsonb`: written as JSON text, read as the value. */
export type Json<T> = ColumnType<T, string, string>;
export type Texts = ColumnType<string[], string[], string[]>;
