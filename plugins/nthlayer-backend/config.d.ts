import { HumanDuration } from '@backstage/types';

export interface Config {
  nthlayer?: {
    /**
     * Where SLIs are read from. Without any, no service is set up. Further keys of an entry belong to its type.
     */
    dataSources?: Array<{
      /** Unique; the annotation `nthlayer.dev/data-source` refers to it. */
      name: string;
      /** What kind of source it is; a backend module provides it. */
      type: string;
      /** Environments that it serves. Default: one, named `default`. */
      environments?: string[];
      /** Serves entities that name no data source; a single entry does so without it. */
      default?: boolean;
    }>;
    /** Label that tells services apart on their series. Default: `service`. */
    serviceLabel?: string;
    /** When set, components without annotations get a stack of this tier. */
    defaultTier?: 'critical' | 'high' | 'standard' | 'low';
    /** Objectives by tier; what is not given keeps its default. */
    tiers?: {
      [tier in 'critical' | 'high' | 'standard' | 'low']?: {
        /** Per cent of events that succeed, e.g. 99.95. */
        availability?: number;
        latency?: {
          /** Per cent of events faster than the threshold, e.g. 99. */
          target?: number;
          /** E.g. `250ms`; must be a bucket bound of the services' histograms. */
          threshold?: HumanDuration | string;
        };
      };
    };
    /**
     * Generated for every service beside OpenSLO, Prometheus rules and dashboard: the same rules for other systems,
     * and what an Alertmanager needs. Default: none.
     */
    outputs?: Array<
      | 'prometheus-operator-rules'
      | 'mimir-rules'
      | 'victoriametrics-rules'
      | 'alertmanager'
    >;
    /** What owners are told of the budgets of their services, through Backstage's notifications and events. */
    budgetAlerts?: {
      /** Default: true. */
      enabled?: boolean;
      /** Shares of the budget in per cent that are told when they are spent. Default: 75, 85 and 95. */
      thresholds?: number[];
      /** Tell burns that alert, too. Default: true. */
      burn?: boolean;
    };
    schedule?: {
      /** How often the catalog is read. Default: 30 seconds. */
      sync?: HumanDuration | string;
      /** How often budgets are evaluated. Default: 60 seconds. */
      tick?: HumanDuration | string;
      /** How often a spec file at a URL is looked at while its entity stays the same. Default: 5 minutes. */
      specFiles?: HumanDuration | string;
    };
    /** How far back history is read on first sight of an SLO. Default: as far as its window reaches, at least 30 days. */
    history?: HumanDuration | string;
    /** How long tiles are kept, by their length. */
    retention?: {
      /** One minute. Default: 3 days; at least 1, and no longer than five minutes are kept. */
      minutes?: HumanDuration | string;
      /** Five minutes. Default: 35 days; at least 4. SLOs that count slices of time cannot have longer windows; the charts of others that do have bars of an hour or more. */
      fiveMinutes?: HumanDuration | string;
      /** One hour. Default: 400 days; at least 35. No SLO can have a longer window. */
      hours?: HumanDuration | string;
    };
  };
}
