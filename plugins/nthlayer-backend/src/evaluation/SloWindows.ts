import { budgetWindows, burnWindowsOf, WindowRequest } from '@nthlayer/engine';
import { Slo } from '@nthlayer/backstage-plugin-nthlayer-common';
import { DataSourceRegistry } from '../dataSources/DataSourceRegistry';
import { ActiveSlo } from '../slos/SloStore';
import { alertPairsOf } from './alertPairsOf';

/** The windows of a status: the budget's first, then those of burns. */
export type StatusWindows = readonly [WindowRequest, ...WindowRequest[]];

type Measured = Pick<ActiveSlo, 'slo' | 'dataSource'>;

/** SLOs whose windows are the same at any time. */
interface Alike {
  readonly slo: Slo;
  readonly burnMs: readonly number[];
  latest?: { readonly endMs: number; readonly windows: StatusWindows };
}

/**
 * The windows of statuses: the budget's, and those of burns with both windows of every alert of the SLO's own, so that it
 * is known which of them fire. What does not change is worked out once an SLO, and the windows themselves once for
 * all SLOs that have the same.
 */
export class SloWindows {
  readonly #sources: DataSourceRegistry;
  readonly #ofSlo = new WeakMap<Slo, Alike>();
  readonly #alike = new Map<string, Alike>();

  static create({ sources }: { sources: DataSourceRegistry }): SloWindows {
    return new SloWindows(sources);
  }

  private constructor(sources: DataSourceRegistry) {
    this.#sources = sources;
  }

  /** As of the end of the newest tile. */
  at(active: Measured, endMs: number): StatusWindows {
    const alike = this.#ofSlo.get(active.slo) ?? this.#find(active);
    if (alike.latest?.endMs !== endMs) {
      const { budget, burn } = budgetWindows(alike.slo, endMs, alike.burnMs);
      alike.latest = { endMs, windows: [budget, ...burn] };
    }
    return alike.latest.windows;
  }

  #find(active: Measured): Alike {
    const { slo } = active;
    const burnMs = burnWindowsOf(alertPairsOf(active, this.#sources));
    const { window, method, slices } = slo;
    const key = JSON.stringify([window, method, slices, burnMs]);
    const alike = this.#alike.get(key) ?? { slo, burnMs };
    this.#alike.set(key, alike);
    this.#ofSlo.set(slo, alike);
    return alike;
  }
}
