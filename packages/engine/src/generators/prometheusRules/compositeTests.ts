import {
  CompositeSli,
  LABELS,
  METRICS,
  TileSeries,
} from '@nthlayer/backstage-plugin-nthlayer-common';
import { matcher, print, selector } from '../../promql';
import { compositeTiles } from '../../sli';
import { InputSeries } from './exampleSeries';
import { expectRecorded, RuleTest } from './ruleTest';
import { SloUnderTest } from './sloUnderTest';
import { seriesNotation } from './timeline';

const MINUTES = 8;
const MINUTE_MS = 60_000;
const TRAFFIC = 8;

/** Half, then a quarter is bad; shares that no arithmetic rounds. The last member has no traffic once, and then goes. */
function memberTiles(isLast: boolean): TileSeries {
  const shares = [0.5, 0.5, 0.5, 0.25, 0.25, 0.25, 0.25, 0.25];
  const totals = shares.map((_, minute) => {
    if (isLast && minute >= 5) {
      return NaN;
    }
    return isLast && minute === 4 ? 0 : TRAFFIC;
  });
  return {
    group: {},
    startMs: 0,
    stepMs: MINUTE_MS,
    total: Float64Array.from(totals),
    bad: Float64Array.from(totals, (total, minute) => total * shares[minute]),
  };
}

function recordedAs(
  name: string,
  tiles: TileSeries,
  { labels }: SloUnderTest,
): InputSeries[] {
  const own = Object.entries({ ...labels, [LABELS.slo]: name }).map(
    ([label, value]) => matcher(label, '=', value),
  );
  const values = (counts: Float64Array) =>
    seriesNotation(
      Array.from(counts, count => (Number.isNaN(count) ? undefined : count)),
    );
  return [
    {
      series: print(selector(METRICS.sliBadDelta1m, own)),
      values: values(tiles.bad),
    },
    {
      series: print(selector(METRICS.sliTotalDelta1m, own)),
      values: values(tiles.total),
    },
  ];
}

/** A composite is made of the tiles that its members had a minute ago. */
export function compositeTests(
  sli: CompositeSli,
  subject: SloUnderTest,
): RuleTest[] {
  const last = sli.members.length - 1;
  const members = new Map(
    sli.members.map(({ slo }, index) => [slo, memberTiles(index === last)]),
  );
  const { bad, total } = compositeTiles(sli, members, {
    startMs: 0,
    endMs: MINUTES * MINUTE_MS,
    stepMs: MINUTE_MS,
  });
  const known = (count: number) => (Number.isNaN(count) ? undefined : count);
  return [
    {
      name: 'a composite is made of what its members have recorded',
      series: [...members].flatMap(([name, tiles]) =>
        recordedAs(name, tiles, subject),
      ),
      expectations: [1, 3, 4, 5].flatMap(minute => [
        expectRecorded(
          METRICS.sliBadDelta1m,
          subject,
          minute + 1,
          known(bad[minute]),
        ),
        expectRecorded(
          METRICS.sliTotalDelta1m,
          subject,
          minute + 1,
          known(total[minute]),
        ),
      ]),
    },
  ];
}
