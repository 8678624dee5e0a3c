import type { SourceLook, SourceLooks } from '../../../src/domain/ports.ts';

/** Looks at sources, in memory. */
export function createFakeSourceLooks(): SourceLooks {
  const looks = new Map<string, SourceLook>();
  return {
    of: async (keyResults) => new Map([...looks].filter(([id]) => keyResults.includes(id))),
    async put(look) {
      looks.set(look.keyResult, structuredClone(look));
    },
  };
}
