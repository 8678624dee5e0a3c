/** What the workflows need of the world: the front door of the folder `ports`. */
export type * from './ports/catch-up.ts';
export type * from './ports/digest.ts';
export type * from './ports/okr.ts';
export type * from './ports/pages.ts';
export type * from './ports/queue.ts';
export type * from './ports/reader.ts';
export type * from './ports/runtime.ts';
export type * from './ports/sources.ts';
export type * from './ports/store.ts';
export type * from './ports/tracker.ts';
export type * from './ports/wishes.ts';
