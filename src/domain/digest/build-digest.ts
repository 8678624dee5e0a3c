import { shown } from '../quoted.ts';
import type { BuiltSection, Digest, DigestSection, Figures } from './digest.ts';
import type { Material, Need, SectionContext } from './material.ts';
import { sections } from './sections/index.ts';
import { openingOf, subjectOf } from './subject.ts';

/** What has to be loaded for the sections that an audience wants. */
export function needsOf(audience: SectionContext['audience']): ReadonlySet<Need> {
  const wanted = sections.filter(({ id }) => audience.sections.includes(id));
  return new Set(wanted.flatMap(({ needs }) => needs));
}

/** The digest of one audience and week. Pure: the same material makes the same digest. */
export function buildDigest(material: Partial<Material>, context: SectionContext): Digest {
  const { audience, week, wording } = context;
  const built = sections
    .filter(({ id }) => audience.sections.includes(id))
    .flatMap((section): (BuiltSection & Pick<DigestSection, 'id'>)[] => {
      const made = section.build(material, context);
      return made === null || made.blocks.length === 0 ? [] : [{ ...made, id: section.id }];
    });
  const title = shown(audience.title ?? audience.team ?? audience.name, 80);
  return {
    audience: audience.name,
    title,
    day: week.day,
    language: audience.language,
    subject: subjectOf(title, built, wording.longDate(week.day)),
    opening: openingOf(built, wording.span(week.before, week.day)),
    sections: built.map(({ id, title: heading, blocks }) => ({ id, title: heading, blocks })),
    figures: Object.assign({}, ...built.map(({ figures }) => figures ?? {})) as Figures,
    isNews: built.some(({ isNews }) => isNews),
  };
}

/** The one line that says that Waymark is still there when weeks go by without news. */
export function stillHere(digest: Digest): Digest {
  return {
    ...digest,
    subject: `${digest.title}: nothing new this month`,
    opening: 'Nothing needed you in the last four weeks. Waymark is still here and goes on reading.',
    sections: [],
  };
}
