import fc from 'fast-check';
import {
  countedGroups,
  GROUP_SILENCE_MS,
  isRetired,
  MAX_GROUPS,
} from './retiredGroups';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const NOW = Date.UTC(2026, 2, 10, 12);

const counted = (...newest: (number | null)[]) =>
  countedGroups(newest, each => each);

describe('retired groups', () => {
  it.each([
    ['at once', 0, false],
    ['a minute before a day', DAY - 60_000, false],
    ['after a day', DAY, true],
    ['after a year', 365 * DAY, true],
  ])('are silent for a day: %s', (_when, silentMs, isOne) => {
    expect(isRetired(NOW - silentMs, NOW)).toBe(isOne);
  });

  it('are as far apart as a series that is bridged, and bounded', () => {
    expect(GROUP_SILENCE_MS).toBe(DAY);
    expect(MAX_GROUPS).toBe(500);
  });

  it.each([
    ['v1 and v2 both speak', [NOW, NOW - HOUR], [NOW, NOW - HOUR]],
    ['v1 was replaced by v2', [NOW - 2 * DAY, NOW], [NOW]],
    [
      'all fell silent together',
      [NOW - 9 * DAY, NOW - 9 * DAY - HOUR],
      [NOW - 9 * DAY, NOW - 9 * DAY - HOUR],
    ],
    [
      'v2 fell silent after v1',
      [NOW - 9 * DAY, NOW - 2 * DAY],
      [NOW - 2 * DAY],
    ],
    ['one was never known', [null, NOW], [NOW]],
    ['none was ever known', [null, null], [null, null]],
    ['there is none', [], []],
  ])('%s', (_what, groups, expected) => {
    expect(counted(...groups)).toEqual(expected);
  });

  it('are outlived by others that are not kept', () => {
    const all = [NOW - DAY, NOW - HOUR];
    expect(countedGroups(all, each => each, NOW)).toEqual([NOW - HOUR]);
    expect(countedGroups(all, each => each, NOW + DAY)).toEqual([]);
    expect(countedGroups(all, each => each, NOW - 9 * DAY)).toEqual(all);
  });

  const groups = fc.array(
    fc.option(
      fc.integer({ min: 0, max: 10 }).map(days => NOW - days * 8 * HOUR),
    ),
    { minLength: 1 },
  );

  it('never are all', () => {
    fc.assert(
      fc.property(groups, newest => {
        expect(counted(...newest).length).toBeGreaterThan(0);
      }),
    );
  });

  it('are the same whatever time it is, and in whatever order they come', () => {
    fc.assert(
      fc.property(
        groups,
        fc.integer({ min: 0, max: DAY }),
        (newest, laterMs) => {
          const later = newest.map(each => each && each + laterMs);
          expect(counted(...later)).toEqual(
            counted(...newest).map(each => each && each + laterMs),
          );
          expect(counted(...[...newest].reverse()).reverse()).toEqual(
            counted(...newest),
          );
        },
      ),
    );
  });

  it('stay retired without the others that are', () => {
    fc.assert(
      fc.property(groups, newest => {
        const once = counted(...newest);
        expect(counted(...once)).toEqual(once);
      }),
    );
  });
});
