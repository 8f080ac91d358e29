const HOUR_MS = 3_600_000;

/**
 * A group of an SLO that has no known tile for so long, while others have, is retired. A series that comes back is bridged
 * over the same span.
 *
 * @public
 */
export const GROUP_SILENCE_MS = 24 * HOUR_MS;

/**
 * So many groups of an SLO at most are counted at a time. Groups are what people look at one by one; a label of more
 * values than this names requests and not kinds of them.
 *
 * @public
 */
export const MAX_GROUPS = 500;

/**
 * Whether a group counts no more: its newest known tile ended so long before the newest one of any group of its SLO.
 * Time alone retires nobody, so that an SLO whose groups are all silent keeps them all.
 *
 * @public
 */
export function isRetired(newestMs: number, newestOfAllMs: number): boolean {
  return newestOfAllMs - newestMs >= GROUP_SILENCE_MS;
}

/**
 * Those of the groups of one SLO that count; `newestOfOthersMs` is the end of the newest tile of groups that are not
 * among these. One of which nothing is known counts where nothing is known of any.
 *
 * @public
 */
export function countedGroups<T>(
  groups: readonly T[],
  newestMsOf: (group: T) => number | null,
  newestOfOthersMs: number = -Infinity,
): T[] {
  const newest = groups.map(group => newestMsOf(group) ?? -Infinity);
  const newestOfAllMs = newest.reduce(
    (most, newestMs) => Math.max(most, newestMs),
    newestOfOthersMs,
  );
  return groups.filter(
    (_group, index) => !isRetired(newest[index], newestOfAllMs),
  );
}
