import { DAY_MS, HOUR_MS, MINUTE_MS } from '../profile/durations';
import { steadyService } from '../profile/steadyService';
import { simulate } from '../simulate';
import { Simulation, TruthTiles } from '../Simulation';
import { kindEmitting, kindNames, kindOf, KindName, metricsOf } from './kinds';

const START = 20_000 * DAY_MS + 2 * HOUR_MS;
const RANGE = { startMs: START, endMs: START + 6 * HOUR_MS, stepMs: HOUR_MS };
const OUTAGE = { atMs: START + HOUR_MS, durationMs: 30 * MINUTE_MS };

function simulated(kind: KindName): Simulation {
  const { bad } = kindOf(kind).plain;
  const service = steadyService(`some-${kind}`, {
    kind,
    errorRatio: 0.01,
    labelsFrom: 'start',
    incidents: [
      { kind: 'errors', name: 'outage', when: OUTAGE, ratio: 1, status: bad },
      {
        kind: 'latency',
        name: 'slow',
        when: { ...OUTAGE, atMs: START + 3 * HOUR_MS },
        factor: 20,
      },
    ],
  });
  return simulate(service, 1);
}

/** Reads a metrics page by hand: the sum of a metric's series, by one label. */
function tallyOfPage(page: string, metric: string, label: string) {
  const sums: Record<string, number> = {};
  for (const line of page.split('\n')) {
    const series = /^(\w+)\{(.*)\} (\S+)$/.exec(line);
    if (series && series[1] === metric) {
      const value = new RegExp(`(?:^|,)${label}="([^"]*)"`).exec(series[2])![1];
      sums[value] = (sums[value] ?? 0) + Number(series[3]);
    }
  }
  return sums;
}

/** What was counted between two moments of one day, hour by hour, from pages that nobody scraped. */
function tallyByHour(
  simulation: Simulation,
  metric: string,
  label: string,
  isBad: (value: string) => boolean,
): { bad: number; total: number }[] {
  const at = (timeMs: number) => {
    const sums = Object.entries(
      tallyOfPage(simulation.metricsPage(timeMs), metric, label),
    );
    const sum = (some: [string, number][]) =>
      some.reduce((all, [, value]) => all + value, 0);
    return {
      bad: sum(sums.filter(([value]) => isBad(value))),
      total: sum(sums),
    };
  };
  const hours = Array.from({ length: 7 }, (_, hour) =>
    at(START + hour * HOUR_MS),
  );
  return hours.slice(1).map((end, hour) => ({
    bad: end.bad - hours[hour].bad,
    total: end.total - hours[hour].total,
  }));
}

const rows = ({ bad, total }: TruthTiles) =>
  [...bad].map((value, i) => ({ bad: value, total: total[i] }));

describe.each([...kindNames])('a service of the kind %s', name => {
  const kind = kindOf(name);
  const simulation = simulated(name);

  it('shows in its counter what happened', () => {
    const { events, outcomeLabel, isFailure } = kind;
    const tally = tallyByHour(
      simulation,
      events.metric,
      outcomeLabel,
      isFailure,
    );
    const truth = rows(simulation.eventTruth({ kind: 'availability' }, RANGE));
    expect(tally).toEqual(truth);
    expect(truth[1].bad).toBeGreaterThan(0.45 * truth[1].total);
    expect(truth[0].bad).toBeGreaterThan(0);
    expect(truth[0].bad).toBeLessThan(0.05 * truth[0].total);
  });

  it('has scrapes that show as much, up to the edges of tiles', () => {
    const seen = rows(simulation.scrapeTruth({ kind: 'availability' }, RANGE));
    const happened = rows(
      simulation.eventTruth({ kind: 'availability' }, RANGE),
    );
    seen.forEach(({ bad, total }, hour) => {
      expect(Math.abs(total - happened[hour].total)).toBeLessThan(80);
      expect(Math.abs(bad - happened[hour].bad)).toBeLessThan(8);
    });
  });

  it('emits the metrics that it names', () => {
    expect([...simulation.metricNames].sort()).toEqual(
      [...metricsOf(kind), 'up'].sort(),
    );
  });
});

const SLOW = { kind: 'latency', thresholdMs: 250 } as const;
const timed = kindNames.filter(name => kindOf(name).durations !== undefined);

describe.each(timed)('a service of the kind %s', name => {
  it('shows in its histogram how long events took', () => {
    const simulation = simulated(name);
    const bucket = `${kindOf(name).durations!.metric}_bucket`;
    const upTo = (bound: string) =>
      tallyByHour(simulation, bucket, 'le', le => le === bound);
    const fast = upTo('0.25');
    const truth = rows(simulation.eventTruth(SLOW, RANGE));
    expect(
      upTo('+Inf').map(({ bad: all }, hour) => ({
        bad: all - fast[hour].bad,
        total: all,
      })),
    ).toEqual(truth);
    expect(truth[3].bad).toBeGreaterThan(0.4 * truth[3].total);
  });
});

it('has no scrapes of durations where a kind shows none', () => {
  expect(timed).not.toContain('batch');
  expect(() => simulated('batch').scrapeTruth(SLOW, RANGE)).toThrow(RangeError);
});

describe('kindEmitting', () => {
  it('finds a kind for every metric', () => {
    for (const name of kindNames) {
      for (const metric of metricsOf(kindOf(name))) {
        expect(kindOf(kindEmitting(metric)!)).toBe(kindOf(name));
      }
    }
    expect(kindEmitting('toString')).toBeUndefined();
  });
});
