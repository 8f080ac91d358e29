import {
  LABELS,
  ServiceSpec,
  Slo,
} from '@nthlayer/backstage-plugin-nthlayer-common';
import { createOpenSloDataSource } from './dataSource';
import { dnsLabel } from '../dnsLabel';
import { printDuration } from './duration';
import { OpenSloMetadata } from './metadata';
import { OpenSloObjective } from './objective';
import { OpenSloObject } from './openSloObject';
import { createOpenSloService } from './service';
import { OpenSloIndicator, OpenSloMetric } from './sli';
import { createOpenSloSlo, OpenSloSlo, OpenSloSloSpec } from './slo';
import { toIndicator } from './toIndicator';
import { toOpenSloTimeWindow } from './timeWindow';

const SOURCE_TYPE = 'Prometheus';
const LONGEST_DISPLAY_NAME = 63;

/** What the objects are made from. */
export interface ToOpenSloOptions {
  readonly environment: string;
  readonly slos: readonly Slo[];
}

/**
 * A service and its SLOs in one environment as OpenSLO: what is referred to stands first. SLOs that it cannot express are
 * left out.
 */
export function toOpenSlo(
  spec: ServiceSpec,
  { environment, slos }: ToOpenSloOptions,
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
    ...slos.flatMap(
      slo =>
        toOpenSloSlo(slo, {
          name: dnsLabel(`${spec.name}-${slo.name}`),
          service: service.metadata.name,
          labels,
          ...(source && { metricSourceRef: source.metadata.name }),
        }) ?? [],
    ),
  ];
}

/** One SLO, whose queries are those of any environment or of one; undefined where OpenSLO cannot express it. */
export function toOpenSloSlo(
  slo: Slo,
  options: {
    readonly name: string;
    /** Name of its service. */
    readonly service: string;
    readonly labels?: OpenSloMetadata['labels'];
    readonly metricSourceRef?: string;
  },
): OpenSloSlo | undefined {
  const { name, service, labels, metricSourceRef } = options;
  const spec = toIndicator(slo.sli, query =>
    prometheusMetric(query, metricSourceRef),
  );
  return (
    spec &&
    createOpenSloSlo(
      { name, ...displayName(slo.displayName), ...(labels && { labels }) },
      sloSpec(slo, service, { metadata: { name: dnsLabel(slo.name) }, spec }),
    )
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
    objectives: [objectiveOf(slo)],
  };
}

function objectiveOf({
  objective,
  sli,
  slices,
  method,
}: Slo): OpenSloObjective {
  return {
    target: objective,
    ...(sli.kind === 'threshold' && { op: sli.op, value: sli.value }),
    ...(slices && {
      ...(method === 'Timeslices' && { timeSliceTarget: slices.objective }),
      timeSliceWindow: printDuration(slices.lengthMs),
    }),
  };
}

function prometheusMetric(
  query: string,
  metricSourceRef: string | undefined,
): OpenSloMetric {
  return {
    metricSource: {
      ...(metricSourceRef !== undefined && { metricSourceRef }),
      type: SOURCE_TYPE,
      spec: { query },
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
