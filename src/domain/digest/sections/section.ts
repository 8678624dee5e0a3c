import type { BuiltSection } from '../digest.ts';
import type { Material, Need, SectionContext } from '../material.ts';
import type { SectionId } from './ids.ts';

/** One section of the digest: what it needs to know, and what it makes of that. Pure. */
export interface Section {
  readonly id: SectionId;
  /** What has to be loaded for it; nothing else may be read. */
  readonly needs: readonly Need[];
  build(material: Partial<Material>, context: SectionContext): BuiltSection | null;
}

/** Declares a section whose `build` sees what it asked for and no more. */
export function defineSection<const N extends Need>(section: {
  readonly id: SectionId;
  readonly needs: readonly N[];
  build(material: Pick<Material, N>, context: SectionContext): BuiltSection | null;
}): Section {
  return {
    id: section.id,
    needs: section.needs,
    build(material, context) {
      const missing = section.needs.find((need) => material[need] === undefined);
      if (missing !== undefined) throw new Error(`the section ${section.id} was not given ${missing}`);
      return section.build(material as Pick<Material, N>, context);
    },
  };
}
