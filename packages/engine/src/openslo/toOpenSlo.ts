import {
  LABELS,
  ServiceSpec,
  Sli,
  Slo,
} from '@nthlayer/backstage-plugin-nthlayer-common';
import { createOpenSloDataSource } from './dataSource';
import { dnsLabel } from '../dnsLabel';
import { OpenSloMetadata } from './metadata';
import { OpenSloObject } from './openSloObject';
import { createOpenSloService } from './service';
import { OpenSloIndicator, OpenSloMetric } from './sli';
import { createOpenSloSlo, OpenSloSlo, OpenSloSloSpec } from './slo';
import { toOpenSloTimeWindow } from './timeWindow';

const SOURCE_TYPE = 'Prometheus';
const LONGEST_DISPLAY_NAME = 63;

/** The counters of an SLI as queries; exactly one of `good` and `bad` is given. */
export interface CounterQueries {
  readonly total: string;
  readonly good?: string;
  readonly bad?: string;
}

/** What the objects are made from. */
export interface ToOpenSloOptions {
  readonly environment: string;
  readonly slos: readonly Slo[];
  readonly queriesOf: (sli: Sli) => CounterQueries;
}

/** A service and its SLOs in one environment as OpenSLO: what is referred to stands first. */
export function toOpenSlo(
  spec: ServiceSpec,
  { environment, slos, queriesOf }: ToOpenSloOptions,
): readonly OpenSloObject[] {
  const labels = {
    ...spec.labels,
    [LABELS.environment]: environment,
    [LABELS.tier]: spec.tier,
  };
  const service = createOpenSloService(
    { name: dnsLabel(spec.name), ...displayName(spec.title), labels },
    {
      description: `${spec.entityRef}, a service of the type ${spec.type}.`,
    },
  );
  const sources = spec.dataSource === undefined ? [] : [spec.dataSource];
  const dataSources = sources.map(name =>
    createOpenSloDataSource(
      { name: dnsLabel(name), ...displayName(name) },
      { type: SOURCE_TYPE, connectionDetails: { name } },
    ),
  );
  const [source] = dataSources;
  return [
    service,
    ...dataSources,
    ...slos.map(slo =>
      toOpenSloSlo(slo, {
        name: dnsLabel(`${spec.name}-${slo.name}`),
        service: service.metadata.name,
        queries: queriesOf(slo.sli),
        labels,
        ...(source && { metricSourceRef: source.metadata.name }),
      }),
    ),
  ];
}

/** One SLO, whose queries are those of any environment or of one. */
export function toOpenSloSlo(
  slo: Slo,
  options: {
    readonly name: string;
    /** Name of its service. */
    readonly service: string;
    readonly queries: CounterQueries;
    readonly labels?: OpenSloMetadata['labels'];
    readonly metricSourceRef?: string;
  },
): OpenSloSlo {
  const { name, service, queries, labels, metricSourceRef } = options;
  return createOpenSloSlo(
    { name, ...displayName(slo.displayName), ...(labels && { labels }) },
    sloSpec(slo, service, indicator(slo, queries, metricSourceRef)),
  );
}

function sloSpec(
  slo: Slo,
  service: string,
  inline: OpenSloIndicator,
): OpenSloSloSpec {
  return {
    description: slo.description,
    service,
    indicator: inline,
    timeWindow: [toOpenSloTimeWindow(slo.window)],
    budgetingMethod: slo.method,
    objectives: [{ target: slo.objective }],
  };
}

function indicator(
  slo: Slo,
  queries: CounterQueries,
  metricSourceRef: string | undefined,
): OpenSloIndicator {
  const metric = (query: string): OpenSloMetric => ({
    metricSource: {
      ...(metricSourceRef !== undefined && { metricSourceRef }),
      type: SOURCE_TYPE,
      spec: { query },
    },
  });
  const { good, bad, total } = queries;
  return {
    metadata: { name: dnsLabel(slo.name) },
    spec: {
      ratioMetric: {
        counter: true,
        ...(good !== undefined && { good: metric(good) }),
        ...(bad !== undefined && { bad: metric(bad) }),
        total: metric(total),
      },
    },
  };
}

function displayName(
  text: string | undefined,
): Pick<OpenSloMetadata, 'displayName'> {
  return text !== undefined && text.length <= LONGEST_DISPLAY_NAME
    ? { displayName: text }
    : {};
}
