import { SliRequest } from '@nthlayer/engine';
import { ActiveSlo } from '../slos/SloStore';

interface KnownRequests {
  readonly slos: readonly ActiveSlo[];
  readonly requests: readonly SliRequest[];
}

/**
 * What is asked of a data source for the SLOs of a tick: the very same list from one tick to the next as long as they
 * measure the same, so that a data source need not work out its queries anew.
 */
export class TickRequests {
  readonly #known = new Map<string, KnownRequests>();

  static create(): TickRequests {
    return new TickRequests();
  }

  private constructor() {}

  of(dataSource: string, slos: readonly ActiveSlo[]): readonly SliRequest[] {
    const known = this.#known.get(dataSource);
    if (known && areSame(known.slos, slos)) {
      this.#known.set(dataSource, { ...known, slos });
      return known.requests;
    }
    const requests = slos.map(({ sliRevisionId, slo }) => ({
      key: String(sliRevisionId),
      sli: slo.sli,
    }));
    this.#known.set(dataSource, { slos, requests });
    return requests;
  }
}

function areSame(
  before: readonly ActiveSlo[],
  now: readonly ActiveSlo[],
): boolean {
  return (
    before === now ||
    (before.length === now.length &&
      before.every(
        ({ sliRevisionId, slo }, index) =>
          sliRevisionId === now[index].sliRevisionId &&
          slo.sli === now[index].slo.sli,
      ))
  );
}
