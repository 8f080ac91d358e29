import { progressIn } from '../slos/progressIn';
import { ActiveSlo } from '../slos/SloStore';
import {
  ActiveComposite,
  compositeLevels,
  isComposite,
} from './composites/compositeLevels';
import { ComposableSlo, composableSlos } from './composites/composableSlos';
import { groupBy } from './groupBy';

/** In which order the SLOs of a data source are read. */
export interface ReadingOrder {
  readonly measured: readonly ActiveSlo[];
  /** Those of a level are made of what comes before. */
  readonly composites: readonly (readonly ActiveComposite[])[];
  /** Composites that can be made of others of the list, in the same order. */
  readonly composable: readonly ComposableSlo[];
}

/** The order of lists that are read again and again, worked out once for a list. */
export class ReadingOrders {
  readonly #known = new WeakMap<readonly ActiveSlo[], ReadingOrder>();

  static create(): ReadingOrders {
    return new ReadingOrders();
  }

  private constructor() {}

  of(active: readonly ActiveSlo[]): ReadingOrder {
    const known = this.#known.get(active) ?? orderOf(active);
    this.#known.set(active, known);
    return known;
  }
}

function orderOf(active: readonly ActiveSlo[]): ReadingOrder {
  const composites = compositeLevels(active);
  const measured =
    composites.length > 0 ? active.filter(slo => !isComposite(slo)) : active;
  const composable = composableSlos(active, composites);
  return { measured, composites, composable };
}

/** SLOs that have been read equally far, as a rule all of them: then the very same list. */
export function byWatermark<S extends ActiveSlo>(
  slos: readonly S[],
): ReadonlyMap<number, readonly S[]> {
  const [first, ...others] = progressIn(slos);
  if (!first) {
    return new Map();
  }
  const { watermarkMs } = first;
  return others.every(progress => progress.watermarkMs === watermarkMs)
    ? new Map([[watermarkMs, slos]])
    : groupBy(slos, ({ progress }) => progress.watermarkMs);
}
