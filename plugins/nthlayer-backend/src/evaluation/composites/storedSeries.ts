import { TileSeries } from '@nthlayer/backstage-plugin-nthlayer-common';
import { joinSeries } from '../../tiles/joinSeries';
import { toSeries } from '../../tiles/toSeries';
import { Stretch } from './CompositeMembers';

/** What of some series of an SLI without groups is stored. */
export function storedSeries(
  series: readonly TileSeries[],
  stretch: Stretch,
): TileSeries | null {
  const [known] = joinSeries(series, stretch);
  return known ? toSeries(known.minutes, known.labels, stretch.startMs) : null;
}
