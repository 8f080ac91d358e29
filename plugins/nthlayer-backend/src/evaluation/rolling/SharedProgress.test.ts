import { EXAMPLE_PROGRESS as LISTED } from '../../__testUtils__/examples';
import { SharedProgress } from './SharedProgress';

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
