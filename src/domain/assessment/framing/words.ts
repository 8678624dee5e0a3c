const STOP = new Set(
  'a an the this that these those and or of to in on at for with by from as is are was were be been being it its they them their there he she his her you your i my me we our us do does did not no can could will would shall should may might must have has had able so if then than when what which who whom whose how all any some each other others more most also just only very about into over up out off get gets got want wants need needs use uses using used'.split(
    ' ',
  ),
);

export function isStopWord(word: string): boolean {
  return STOP.has(word);
}

/** A crude stem: enough to see that "publishing" and "published" are the same idea. */
export function stem(word: string): string {
  return word.length > 5
    ? word.slice(0, 5)
    : word.endsWith('s') && word.length > 3
      ? word.slice(0, -1)
      : word;
}
