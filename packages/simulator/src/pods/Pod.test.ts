import fc from 'fast-check';
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../profile/durations';
import { paymentApi } from '../demo/paymentApi';
import { steadyService } from '../profile/steadyService';
import { podsIn } from './Pod';
import { processRuns } from './ProcessRun';

const service = paymentApi;

describe('podsIn', () => {
  it('has one serving pod a replica at any time, and an extra one by day', () => {
    fc.assert(
      fc.property(fc.integer({ min: -1e12, max: 4e12 }), timeMs => {
        const serving = podsIn(service, timeMs, timeMs).filter(
          pod => pod.serving.startMs < timeMs && timeMs <= pod.serving.endMs,
        );
        const ofDay = ((timeMs % DAY_MS) + DAY_MS) % DAY_MS;
        const day = ofDay > 8 * HOUR_MS && ofDay <= 20 * HOUR_MS;
        expect(serving.map(pod => pod.replica)).toEqual(
          day ? [0, 1, 2, 3] : [0, 1, 2],
        );
      }),
    );
  });

  it('gives every pod a name of its own, whatever the range', () => {
    const month = podsIn(service, 0, 30 * DAY_MS);
    const names = month.map(pod => pod.name);
    expect(new Set(names).size).toBe(names.length);
    const middle = podsIn(service, 10 * DAY_MS, 10 * DAY_MS + 1);
    expect(names).toEqual(expect.arrayContaining(middle.map(p => p.name)));
  });

  it('rolls replicas out one after the other', () => {
    const rolled = steadyService('shop');
    const starts = podsIn(rolled, 5 * DAY_MS, 5 * DAY_MS + HOUR_MS)
      .map(pod => pod.serving.startMs)
      .filter(startMs => startMs >= 5 * DAY_MS);
    expect(starts).toEqual([5 * DAY_MS, 5 * DAY_MS + MINUTE_MS]);
  });
});

describe('processRuns', () => {
  it('divides the slots of a pod among its processes without loss', () => {
    const atMs = DAY_MS + 5 * HOUR_MS + 1234;
    const restarted = steadyService('shop', {
      incidents: [
        { kind: 'restart', name: 'crash', when: { atMs }, replicas: [1] },
      ],
    });
    const noon = DAY_MS + 12 * HOUR_MS;
    const [first, second] = podsIn(restarted, noon, noon);
    expect(processRuns(restarted, first)).toHaveLength(1);
    const runs = processRuns(restarted, second);
    expect(runs.map(run => run.startMs)).toEqual([second.life.startMs, atMs]);
    expect(runs[0].endSlot).toBe(runs[1].firstSlot);
    expect(runs[0].firstSlot).toBe(second.serving.startMs / 1000);
    expect(runs[1].endSlot).toBe(second.serving.endMs / 1000);
  });
});
