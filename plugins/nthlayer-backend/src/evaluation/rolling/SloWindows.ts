import {
  budgetWindows,
  burnWindowsOf,
  Interval,
  TIERS,
  WindowRequest,
} from '@nthlayer/engine';
import { Slo } from '@nthlayer/backstage-plugin-nthlayer-common';
import { DataSourceRegistry } from '../../dataSources/DataSourceRegistry';
import { ActiveSlo } from '../../slos/SloStore';
import { alertPairsOf } from '../alertPairsOf';

/** The windows of a status: the budget's first, then those of burns. */
export type StatusWindows = readonly [WindowRequest, ...WindowRequest[]];

type Measured = Pick<ActiveSlo, 'slo' | 'dataSource'>;

/** What SLOs have in common whose windows are the same at any time. */
export class WindowShape {
  /** Lengths of the windows of burns. */
  readonly burnMs: readonly number[];
  readonly #slo: Slo;
  #latest?: {
    readonly range: Interval;
    readonly windows: StatusWindows;
  };

  constructor(slo: Slo, burnMs: readonly number[]) {
    this.#slo = slo;
    this.burnMs = burnMs;
  }

  /** As of the end of the newest tile. */
  at(endMs: number): StatusWindows {
    return this.#at(endMs).windows;
  }

  /** From when on these windows look at slots of five minutes. */
  fiveMinutesFromMs(endMs: number): number {
    const starts = this.at(endMs)
      .filter(({ resolutionMs }) => resolutionMs === TIERS.fiveMinutes.stepMs)
      .map(({ startMs }) => startMs);
    return Math.min(endMs, ...starts);
  }

  /** What these windows span. */
  rangeAt(endMs: number): Interval {
    return this.#at(endMs).range;
  }

  #at(endMs: number) {
    if (this.#latest?.range.endMs !== endMs) {
      const { budget, burn } = budgetWindows(this.#slo, endMs, this.burnMs);
      const windows: StatusWindows = [budget, ...burn];
      const startMs = Math.min(...windows.map(window => window.startMs));
      this.#latest = { range: { startMs, endMs }, windows };
    }
    return this.#latest;
  }
}

/**
 * The windows of statuses: the budget's, and those of burns with both windows of every alert of the SLO's own, so that it
 * is known which of them fire. They are worked out once for all SLOs that have the same.
 */
export class SloWindows {
  readonly #sources: DataSourceRegistry;
  readonly #shapes = new Map<string, WindowShape>();

  static create({ sources }: { sources: DataSourceRegistry }): SloWindows {
    return new SloWindows(sources);
  }

  private constructor(sources: DataSourceRegistry) {
    this.#sources = sources;
  }

  /** As of the end of the newest tile. */
  at(active: Measured, endMs: number): StatusWindows {
    return this.shapeOf(active).at(endMs);
  }

  shapeOf(active: Measured): WindowShape {
    const { slo } = active;
    const burnMs = burnWindowsOf(alertPairsOf(active, this.#sources));
    const { window, method, slices } = slo;
    const key = JSON.stringify([window, method, slices, burnMs]);
    const shape = this.#shapes.get(key) ?? new WindowShape(slo, burnMs);
    this.#shapes.set(key, shape);
    return shape;
  }
}
