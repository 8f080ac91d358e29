import { setImmediate } from 'node:timers/promises';
import { Turns } from './Turns';

describe('Turns', () => {
  it('lets one piece of work begin a turn, in order', async () => {
    const turns = Turns.create();
    const begun: number[] = [];
    const work = [1, 2, 3].map(async piece => {
      await turns.take();
      begun.push(piece);
    });
    const seen: number[][] = [];
    for (let turn = 0; begun.length < 3; turn++) {
      seen.push([...begun]);
      await setImmediate();
    }
    await Promise.all(work);
    const steps = [...seen, begun].map(({ length }) => length);
    expect(begun).toEqual([1, 2, 3]);
    steps.slice(1).forEach((count, at) => {
      expect(count - steps[at]).toBeLessThanOrEqual(1);
    });
  });
});
