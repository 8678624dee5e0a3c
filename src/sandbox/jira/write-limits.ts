const WINDOWS = [
  { ms: 2_000, writes: 20 },
  { ms: 30_000, writes: 100 },
] as const;

/** Jira's own limit on writes to one issue: 20 in 2 s and 100 in 30 s. `take` answers how long to wait in ms, 0 when the write may go on. */
export function createWriteLimits(now: () => Date): { take(issueId: string): number } {
  const writes = new Map<string, number[]>();
  return {
    take(issueId) {
      const time = now().getTime();
      const recent = (writes.get(issueId) ?? []).filter((at) => at > time - 30_000);
      for (const { ms, writes: most } of WINDOWS) {
        const inside = recent.filter((at) => at > time - ms);
        const first = inside[0];
        if (inside.length >= most && first !== undefined) return first + ms - time;
      }
      recent.push(time);
      writes.set(issueId, recent);
      return 0;
    },
  };
}
