/** From `from` (`null`: everything below the next) on, values are drawn in this colour. */
export interface ThresholdStep {
  readonly from: number | null;
  readonly color: 'green' | 'red';
}

/** A query, as Grafana sends it, and what its line is called. */
export interface PanelQuery {
  readonly expression: string;
  readonly legend: string;
}

/** One panel. `unit` is one of Grafana's unit ids. */
export interface PanelModel {
  readonly kind: 'stat' | 'timeseries';
  readonly title: string;
  readonly description: string;
  readonly unit: string;
  /** Of 24 columns. */
  readonly width: number;
  readonly height: number;
  readonly min?: number;
  readonly max?: number;
  readonly decimals?: number;
  readonly thresholds: readonly ThresholdStep[];
  readonly queries: readonly PanelQuery[];
}

/** A dashboard of one service, free of Grafana's own shapes. */
export interface DashboardModel {
  /** At most 40 of `[a-zA-Z0-9_-]`. */
  readonly uid: string;
  readonly title: string;
  readonly description: string;
  readonly tags: readonly string[];
  /** Value of the variable `service`. */
  readonly service: string;
  readonly panels: readonly PanelModel[];
}
