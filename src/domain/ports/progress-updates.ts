import type { RichText } from '../rich-text.ts';

/** Where a tracker shows how something larger than an issue is doing: a project or an initiative of Linear. */
export interface UpdatePlace {
  readonly kind: 'project' | 'initiative';
  readonly id: string;
  readonly name: string;
}

export interface ProgressUpdate {
  readonly health: 'onTrack' | 'atRisk' | 'offTrack';
  readonly body: RichText;
}

/** Updates that a tracker keeps on projects and initiatives. Throws nothing but `TrackerError`. */
export interface ProgressUpdates {
  /** Those of this name, in any case, or of this id. */
  findPlaces(kind: UpdatePlace['kind'], nameOrId: string): Promise<readonly UpdatePlace[]>;
  /** Creates an update, or brings the one that was created with this key up to date: safe to repeat. */
  create(place: UpdatePlace, update: ProgressUpdate, key: string): Promise<{ readonly id: string }>;
  /** What became of a create with this key; `missing` when it never arrived. */
  look(
    place: UpdatePlace,
    key: string,
  ): Promise<{ readonly state: 'there' | 'taken-away'; readonly id: string } | { readonly state: 'missing' }>;
  /** Edits in place; `missing` when a person has taken it away. */
  edit(kind: UpdatePlace['kind'], id: string, update: ProgressUpdate): Promise<'edited' | 'missing'>;
  /** Takes it away; one that is gone already is no error. */
  remove(kind: UpdatePlace['kind'], id: string): Promise<void>;
}
