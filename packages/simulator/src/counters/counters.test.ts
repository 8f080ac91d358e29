import { CounterSamples } from '@nthlayer/backstage-plugin-nthlayer-common';
import fc from 'fast-check';
import { DAY_MS, HOUR_MS, MINUTE_MS, SECOND_MS } from '../profile/durations';
import { Incident } from '../profile/Incident';
import { paymentApi } from '../demo/paymentApi';
import { steadyService } from '../profile/steadyService';
import { simulate } from '../simulate';

const REQUESTS = 'http_requests_total';
const START = 20_000 * DAY_MS + 2 * HOUR_MS;

function byLabels(all: readonly CounterSamples[]) {
  return new Map(
    all.map(series => [
      JSON.stringify(series.labels),
      [...series.timesMs].map((time, i) => [time, series.values[i]]),
    ]),
  );
}

function withIncidents(...incidents: Incident[]) {
  return simulate(steadyService('shop', { incidents, errorRatio: 0.01 }), 1);
}

describe('counters', () => {
  it('is the same for the same seed and another for another', () => {
    const range = { fromMs: START, toMs: START + HOUR_MS };
    const read = (seed: number) =>
      byLabels(simulate(paymentApi, seed).counters(REQUESTS, range));
    expect(read(1)).toEqual(read(1));
    expect(read(2)).not.toEqual(read(1));
  });

  it('does not depend on where a range begins or what was read before', () => {
    const used = simulate(paymentApi, 1);
    const from = START + 5 * HOUR_MS; // across a rollout
    const whole = byLabels(
      used.counters(REQUESTS, { fromMs: from, toMs: from + 6 * HOUR_MS }),
    );
    fc.assert(
      fc.property(
        fc.nat(6 * HOUR_MS),
        fc.nat(HOUR_MS),
        fc.boolean(),
        (offset, length, fresh) => {
          const range = { fromMs: from + offset, toMs: from + offset + length };
          range.toMs = Math.min(range.toMs, from + 6 * HOUR_MS);
          const simulation = fresh ? simulate(paymentApi, 1) : used;
          for (const [labels, samples] of byLabels(
            simulation.counters(REQUESTS, range),
          )) {
            const expected = whole
              .get(labels)
              ?.filter(([t]) => t >= range.fromMs && t <= range.toMs);
            expect(samples).toEqual(expected);
          }
        },
      ),
      { numRuns: 12 },
    );
  });

  it('scrapes every pod at the interval, at its own offset', () => {
    const range = { fromMs: START, toMs: START + HOUR_MS };
    const all = simulate(paymentApi, 1).counters(REQUESTS, range, {
      labels: { route: '/payments/:id', status: '200' },
    });
    expect(all).toHaveLength(3);
    for (const { timesMs } of all) {
      expect(timesMs).toHaveLength(240);
      expect(new Set(timesMs.slice(1).map((t, i) => t - timesMs[i]))).toEqual(
        new Set([15 * SECOND_MS]),
      );
    }
    expect(new Set(all.map(({ timesMs }) => timesMs[0])).size).toBe(3);
  });

  it('never falls within a process and ends with its pod', () => {
    const range = { fromMs: START, toMs: START + 2 * DAY_MS };
    const all = withIncidents().counters(REQUESTS, range);
    for (const { labels, timesMs, values } of all) {
      expect(labels.service).toBe('shop');
      expect(values.every((v, i) => i === 0 || v >= values[i - 1])).toBe(true);
      expect(timesMs.at(-1)! - timesMs[0]).toBeLessThan(DAY_MS + MINUTE_MS);
    }
    expect(new Set(all.map(({ labels }) => labels.pod)).size).toBe(6);
  });

  it('shows a label set from its first event', () => {
    const range = { fromMs: START, toMs: START + DAY_MS };
    const errors = { labels: { status: '500' } };
    const late = withIncidents().counters(REQUESTS, range, errors);
    expect(late.every(({ values }) => values[0] >= 1)).toBe(true);
    const early = simulate(
      steadyService('shop', { errorRatio: 0.01, labelsFrom: 'start' }),
      1,
    ).counters(REQUESTS, { ...range, fromMs: START + 21 * HOUR_MS }, errors);
    expect(early.filter(({ values }) => values[0] === 0)).toHaveLength(2);
  });

  it('begins again at a restart, under the same labels', () => {
    const atMs = START + HOUR_MS + 7 * SECOND_MS;
    const range = { fromMs: START, toMs: START + 2 * HOUR_MS };
    const ok = { labels: { status: '200' } };
    const calm = withIncidents().counters(REQUESTS, range, ok);
    const all = withIncidents({
      kind: 'restart',
      name: 'crash',
      when: { atMs },
      replicas: [1],
    }).counters(REQUESTS, range, ok);
    expect(byLabels([all[0]])).toEqual(byLabels([calm[0]]));
    const first = all[1].timesMs.findIndex(time => time > atMs);
    expect(all[1].values[first - 1]).toBe(calm[1].values[first - 1]);
    expect(all[1].values[first]).toBeLessThan(60);
    const after = (from: number, values: Float64Array) =>
      values[values.length - 1] - values[from];
    expect(after(first, all[1].values)).toBe(after(first, calm[1].values));
  });

  it.each([
    ['target-down', 40],
    ['scraper-down', 0],
  ] as const)('has no samples in a gap (%s)', (cause, failed) => {
    const gap = { startMs: START + HOUR_MS, durationMs: 10 * MINUTE_MS };
    const endMs = gap.startMs + gap.durationMs;
    const simulation = withIncidents({
      kind: 'scrape-gap',
      name: 'gap',
      when: { atMs: gap.startMs, durationMs: gap.durationMs },
      cause,
      replicas: [0],
    });
    const range = { fromMs: START, toMs: START + 2 * HOUR_MS };
    const inGap = (time: number) => time >= gap.startMs && time < endMs;
    const [first, second] = simulation.counters(REQUESTS, range, {
      labels: { status: '200' },
    });
    expect(first.timesMs.filter(inGap)).toHaveLength(0);
    expect(first.timesMs).toHaveLength(480 - 40);
    expect(second.timesMs.filter(inGap)).toHaveLength(40);
    const [up] = simulation.counters('up', range);
    expect(up.values.filter(value => value === 0)).toHaveLength(failed);
    expect(up.timesMs).toHaveLength(440 + failed);
  });

  it('has a histogram that adds up', () => {
    const simulation = simulate(paymentApi, 1);
    const range = { fromMs: START + 9 * HOUR_MS, toMs: START + 10 * HOUR_MS };
    const read = (suffix: string, labels = {}) =>
      simulation.counters(`http_request_duration_seconds_${suffix}`, range, {
        labels,
      });
    const count = read('count');
    const infinite = read('bucket', { le: '+Inf' });
    const quarter = read('bucket', { le: '0.25' });
    const sum = read('sum');
    count.forEach((series, i) => {
      expect(infinite[i].values).toEqual(series.values);
      expect(
        quarter[i].values.every((v, j) => v > 0 && v <= series.values[j]),
      ).toBe(true);
      const mean = sum[i].values[9] / series.values[9];
      expect(mean).toBeGreaterThan(0.01);
      expect(mean).toBeLessThan(0.2);
    });
    const requests = simulation.counters(REQUESTS, range);
    const total = (all: CounterSamples[]) =>
      all.reduce((t, { values }) => t + (values.at(-1) ?? 0), 0);
    expect(total(requests)).toBe(total(count));
  });

  it('answers for the metrics of a range one after the other, though samples are handed on', () => {
    const used = simulate(paymentApi, 1);
    const range = { fromMs: START, toMs: START + 3 * HOUR_MS };
    for (const metric of [
      REQUESTS,
      'http_request_duration_seconds_count',
      'http_request_duration_seconds_bucket',
    ]) {
      const fresh = simulate(paymentApi, 1).counters(metric, range);
      const answer = used.counters(metric, range);
      expect(byLabels(answer)).toEqual(byLabels(fresh));
      const buffers = answer.flatMap(({ timesMs, values }) => [
        timesMs.buffer as ArrayBuffer,
        values.buffer as ArrayBuffer,
      ]);
      structuredClone(answer, { transfer: [...new Set(buffers)] });
    }
  });

  it('looks back for the newest sample of every series', () => {
    const simulation = withIncidents(
      {
        kind: 'restart',
        name: 'crash',
        when: { atMs: START + 5 * HOUR_MS },
        replicas: [0],
      },
      {
        kind: 'scrape-gap',
        name: 'gap',
        when: { atMs: START + 9 * HOUR_MS, durationMs: 3 * HOUR_MS },
        cause: 'scraper-down',
        replicas: [1],
      },
    );
    const range = { fromMs: START + 10 * HOUR_MS, toMs: START + 11 * HOUR_MS };
    for (const hours of [1, 4, 12, 24]) {
      const lookbackMs = hours * HOUR_MS;
      const known = byLabels(
        simulation.counters(REQUESTS, {
          ...range,
          fromMs: range.fromMs - lookbackMs,
        }),
      );
      const found = byLabels(
        simulation.counters(REQUESTS, range, { lookbackMs }),
      );
      expect([...found.keys()].sort()).toEqual([...known.keys()].sort());
      for (const [labels, samples] of known) {
        const before = samples.filter(([time]) => time < range.fromMs);
        const now = samples.filter(([time]) => time >= range.fromMs);
        const got = found.get(labels)!;
        expect(got.filter(([time]) => time >= range.fromMs)).toEqual(now);
        expect(got.filter(([time]) => time < range.fromMs).at(-1)).toEqual(
          before.at(-1),
        );
        expect(got.length).toBeLessThanOrEqual(now.length + 2);
      }
    }
  });

  it('answers an unknown metric with nothing', () => {
    const range = { fromMs: START, toMs: START + HOUR_MS };
    expect(withIncidents().counters('nonsense', range)).toEqual([]);
  });

  it('is the same asynchronously, in many turns of the event loop', async () => {
    const simulation = simulate(paymentApi, 1);
    const range = { fromMs: START + 9 * HOUR_MS, toMs: START + 12 * HOUR_MS };
    let turns = 0;
    let running = true;
    const count = () => {
      turns += 1;
      if (running) setImmediate(count);
    };
    setImmediate(count);
    const slowly = await simulation.countersAsync(REQUESTS, range);
    running = false;
    expect(turns).toBeGreaterThan(20);
    expect(byLabels(slowly)).toEqual(
      byLabels(simulate(paymentApi, 1).counters(REQUESTS, range)),
    );
  });

  it('can be aborted', async () => {
    const range = { fromMs: START, toMs: START + 30 * DAY_MS };
    const controller = new AbortController();
    const reading = simulate(paymentApi, 1).countersAsync(REQUESTS, range, {
      signal: controller.signal,
    });
    controller.abort();
    await expect(reading).rejects.toThrow(/abort/i);
  });
});
