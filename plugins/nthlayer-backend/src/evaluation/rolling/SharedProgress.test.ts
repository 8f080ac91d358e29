import { SharedProgress } from './SharedProgress';

const LISTED = {
  watermarkMs: 60_000,
  backfillFromMs: 0,
  backfillReachedMs: 0,
  backfillOriginMs: 60_000,
  groupsVersion: 0,
  leftOutSinceMs: 0,
};

describe('SharedProgress', () => {
  it('is one for all that share what is listed, and none where it is not as listed', () => {
    const sharing = new SharedProgress();
    const own = { ...LISTED };
    expect(sharing.of(LISTED, own)).toBe(own);
    expect(sharing.of(LISTED, { ...LISTED })).toBe(own);
    expect(sharing.of(LISTED, { ...LISTED, groupsVersion: 1 })).toBeUndefined();
    const other = { ...LISTED };
    expect(sharing.of({ ...LISTED }, other)).toBe(other);
    expect([...sharing.own.values()]).toEqual([own, other]);
  });
});
