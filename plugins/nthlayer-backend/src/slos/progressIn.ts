import { ActiveSlo, ReadingProgress } from './SloStore';

const known = new WeakMap<readonly ActiveSlo[], readonly ReadingProgress[]>();

/**
 * How far the SLOs of a list have been read: as a rule most are equally far, and share what says so. It is worked out once
 * for a list: what is listed of progress moves on, and where it is replaced there is another list.
 */
export function progressIn(
  slos: readonly ActiveSlo[],
): readonly ReadingProgress[] {
  const all = known.get(slos) ?? [
    ...new Set(slos.map(({ progress }) => progress)),
  ];
  known.set(slos, all);
  return all;
}
