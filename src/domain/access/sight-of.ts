import { type ProjectRef, type Role, readProjectRef, type Sight } from '../access.ts';
import type { AccessSettings } from './access-settings.ts';

/** Somebody as far as their sight goes; null: somebody who is not signed in. */
export type Looking = { readonly role: Role | null; readonly groups: readonly string[] } | null;

/** Works out what somebody may see. Administrators see everything: they could grant it to themselves. */
export type SightOf = (looking: Looking) => Sight;

export function createSightOf({ confidential }: Pick<AccessSettings, 'confidential'>): SightOf {
  const rules = Object.entries(confidential).flatMap(([name, groups]) => {
    const read = readProjectRef(name);
    return read ? [{ ref: { ...read, project: read.project.toUpperCase() }, groups }] : [];
  });
  const all: readonly ProjectRef[] = rules.map(({ ref }) => ref);
  return (looking) => {
    if (looking === null) return { hidden: all };
    if (looking.role === 'admin') return { hidden: [] };
    const { groups: mine } = looking;
    return {
      hidden: rules.filter(({ groups }) => !groups.some((one) => mine.includes(one))).map(({ ref }) => ref),
    };
  };
}

/** What two may see both. */
export function commonSight(one: Sight, other: Sight): Sight {
  return { hidden: [...one.hidden, ...other.hidden] };
}
