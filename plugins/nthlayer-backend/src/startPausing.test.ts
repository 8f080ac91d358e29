import { setImmediate } from 'node:timers/promises';
import { mapPausing, startPausing } from './startPausing';

/** The clock of stretches, in milliseconds. */
function ruledClock() {
  let nowMs = performance.now();
  jest.spyOn(performance, 'now').mockImplementation(() => nowMs);
  return {
    pass(ms: number) {
      nowMs += ms;
    },
  };
}

describe('a pause', () => {
  afterEach(() => {
    jest.restoreAllMocks();
  });

  it('is made after five milliseconds, and then again after as many', async () => {
    const clock = ruledClock();
    const pause = startPausing();
    clock.pass(6);
    await pause();
    clock.pass(5);
    expect(pause()).toBeUndefined();
    clock.pass(1);
    expect(pause()).toBeInstanceOf(Promise);
  });

  it('is made where several stretches are long enough together', async () => {
    const clock = ruledClock();
    clock.pass(6);
    await startPausing()();
    let letIn = 0;
    const others = setImmediate().then(() => {
      letIn += 1;
    });
    for (let stretch = 0; stretch < 3; stretch++) {
      clock.pass(2);
      await startPausing()();
    }
    expect(letIn).toBe(1);
    await others;
  });

  it('changes nothing of what is mapped', async () => {
    const clock = ruledClock();
    const mapped = await mapPausing([1, 2, 3], number => {
      clock.pass(4);
      return 2 * number;
    });
    expect(mapped).toEqual([2, 4, 6]);
  });
});
