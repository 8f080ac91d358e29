import { EXAMPLE_PROGRESS } from '../../__testUtils__/examples';
import { KeptList } from './KeptList';
import { SharedProgress } from './SharedProgress';

/** What is listed of two kinds of SLOs, and what is in memory of them. */
function setUp() {
  const listed = [
    { ...EXAMPLE_PROGRESS },
    { ...EXAMPLE_PROGRESS, groupsVersion: 1 },
  ];
  const sharing = new SharedProgress();
  const own = listed.map(each => sharing.of(each, { ...each })!);
  return { listed, own, list: new KeptList([], [], sharing.own) };
}

describe('KeptList', () => {
  it('is as listed until somebody else has read or changed something', () => {
    const { listed, own, list } = setUp();
    expect(list.isAsListed).toBe(true);
    listed[1].watermarkMs += 60_000;
    expect(list.isAsListed).toBe(false);
    own[1].watermarkMs += 60_000;
    expect(list.isAsListed).toBe(true);
    listed[0].backfillReachedMs = -1;
    expect(list.isAsListed).toBe(false);
  });

  it('moves all, or none where some were not as far', () => {
    const { own, list } = setUp();
    expect(list.move(60_000, 120_000)).toBe(true);
    expect(own.map(each => each.watermarkMs)).toEqual([120_000, 120_000]);
    own[1].watermarkMs = 180_000;
    expect(list.move(120_000, 180_000)).toBe(false);
    expect(own.map(each => each.watermarkMs)).toEqual([120_000, 180_000]);
  });

  it('says nothing of all once some have been read without the others', () => {
    const { own, list } = setUp();
    list.divide();
    expect(list.isAsListed).toBe(false);
    expect(list.move(60_000, 120_000)).toBe(false);
    expect(own[0].watermarkMs).toBe(60_000);
  });
});
