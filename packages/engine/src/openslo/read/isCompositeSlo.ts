import { OpenSloEntry, DeepPartial } from '../readDocument';
import { OpenSloSlo } from '../slo';

/** Whether its objectives have SLIs of their own. */
export function isCompositeSlo(entry: OpenSloEntry): boolean {
  const { spec } = entry.value as DeepPartial<OpenSloSlo>;
  return (spec?.objectives ?? []).some(
    each => each?.indicator !== undefined || each?.indicatorRef !== undefined,
  );
}
