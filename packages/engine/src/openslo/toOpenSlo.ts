import {
  CompositeSli,
  LABELS,
  OPENSLO_ANNOTATIONS,
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
import { createOpenSloSli, OpenSloIndicator, OpenSloMetric } from './sli';
import { createOpenSloSlo, OpenSloSlo, OpenSloSloSpec } from './slo';
import { SingleSli, toIndicator } from './toIndicator';
import { toOpenSloTimeWindow } from './timeWindow';

const SOURCE_TYPE = 'Prometheus';
const LONGEST_DISPLAY_NAME = 63;
const SHORTEST_SLICE_MS = 60_000;

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
  const places = {
    slos,
    nameOf: ({ name }: Slo) => dnsLabel(`${spec.name}-${name}`),
    service: service.metadata.name,
    labels,
    ...(source && { metricSourceRef: source.metadata.name }),
  };
  const objects = slos.flatMap(slo => toOpenSloObjects(slo, places));
  return [
    service,
    ...dataSources,
    ...objects.filter(({ kind }) => kind === 'SLI'),
    ...objects.filter(({ kind }) => kind !== 'SLI'),
  ];
}

/** How SLOs stand in a file. */
export interface OpenSloPlaces {
  /** Those that are written, each beside the others. */
  readonly slos: readonly Slo[];
  /** Those that the file has already. */
  readonly present?: readonly Slo[];
  readonly nameOf: (slo: Slo) => string;
  /** Name of their service. */
  readonly service: string;
  readonly labels?: OpenSloMetadata['labels'];
  readonly metricSourceRef?: string;
}

/**
 * One SLO, whose queries are those of any environment or of one, behind its SLI where composites refer to that. Empty
 * where OpenSLO cannot express it.
 */
export function toOpenSloObjects(
  slo: Slo,
  places: OpenSloPlaces,
): readonly OpenSloObject[] {
  const { sli } = slo;
  if (whyInexpressible(slo, places) !== undefined) {
    return [];
  }
  if (sli.kind === 'composite') {
    return [toCompositeSlo(slo, sli, places)];
  }
  const indicator = indicatorOf(slo, sli, places);
  if (!isReferredTo(slo, places)) {
    const spec = sloSpec(slo, places.service, [objectiveOf(slo)]);
    return [sloOf(slo, places, { ...spec, indicator })];
  }
  const name = places.nameOf(slo);
  const spec = sloSpec(slo, places.service, [objectiveOf(slo)]);
  return [
    createOpenSloSli({ ...indicator.metadata, name }, indicator.spec),
    sloOf(slo, places, { ...spec, indicatorRef: name }),
  ];
}

/** Why OpenSLO v1 has no way to say an SLO with the same meaning; undefined where it has. */
export function whyInexpressible(
  { sli, method, slices }: Slo,
  { slos, present = [] }: Pick<OpenSloPlaces, 'slos' | 'present'>,
): string | undefined {
  if (sli.kind !== 'composite') {
    return undefined;
  }
  if (sli.formula === 'sum') {
    return 'No composite of OpenSLO adds the events of its members.';
  }
  if (sli.formula === 'worst') {
    const isSame =
      method === 'Timeslices' && slices?.lengthMs === SHORTEST_SLICE_MS;
    if (!isSame) {
      return 'Only with Timeslices of a minute is a composite of OpenSLO as bad as the worst of its members in each minute.';
    }
  } else if (method === 'Timeslices') {
    return 'With Timeslices a composite of OpenSLO is the worst of its members, not their mean.';
  }
  const known = [...slos, ...present].filter(
    each => each.sli.kind !== 'composite',
  );
  const missing = sli.members.find(
    member => !known.some(({ name }) => name === member.slo),
  );
  return (
    missing && `Its member ${missing.slo} is no SLO with an SLI of its own.`
  );
}

function isReferredTo(member: Slo, places: OpenSloPlaces): boolean {
  return places.slos.some(
    slo =>
      slo.sli.kind === 'composite' &&
      slo.sli.members.some(({ slo: name }) => name === member.name) &&
      whyInexpressible(slo, places) === undefined,
  );
}

/** An SLO whose objectives are those of its members, with the target and the names that OpenSLO has no field for. */
function toCompositeSlo(
  slo: Slo,
  { members }: CompositeSli,
  places: OpenSloPlaces,
): OpenSloSlo {
  const { slos, present = [], nameOf } = places;
  const found = members.flatMap(({ slo: name, weight }) => {
    const own = slos.find(each => each.name === name);
    const member = own ?? present.find(each => each.name === name);
    return member && member.sli.kind !== 'composite'
      ? [{ member, sli: member.sli, weight, isPresent: own === undefined }]
      : [];
  });
  const objectives = found.map(({ member, sli, weight, isPresent }) => ({
    displayName: member.name,
    ...objectiveOf({ ...slo, objective: member.objective, sli }),
    ...(isPresent
      ? { indicator: indicatorOf(member, sli, places) }
      : { indicatorRef: nameOf(member) }),
    compositeWeight: weight,
  }));
  const names = found.map(({ member, isPresent }) =>
    isPresent ? member.name : nameOf(member),
  );
  return sloOf(slo, places, sloSpec(slo, places.service, objectives), {
    [OPENSLO_ANNOTATIONS.compositeTarget]: String(slo.objective),
    [OPENSLO_ANNOTATIONS.compositeMembers]: names.join(),
  });
}

function indicatorOf(
  { name }: Slo,
  sli: SingleSli,
  { metricSourceRef }: OpenSloPlaces,
): OpenSloIndicator {
  return {
    metadata: { name: dnsLabel(name) },
    spec: toIndicator(sli, query => prometheusMetric(query, metricSourceRef)),
  };
}

function sloOf(
  slo: Slo,
  { nameOf, labels }: OpenSloPlaces,
  spec: OpenSloSloSpec,
  annotations?: OpenSloMetadata['annotations'],
): OpenSloSlo {
  const metadata = {
    name: nameOf(slo),
    ...displayName(slo.displayName),
    ...(labels && { labels }),
    ...(annotations && { annotations }),
  };
  return createOpenSloSlo(metadata, spec);
}

function sloSpec(
  slo: Slo,
  service: string,
  objectives: readonly OpenSloObjective[],
): OpenSloSloSpec {
  return {
    description: slo.description,
    service,
    timeWindow: [toOpenSloTimeWindow(slo.window)],
    budgetingMethod: slo.method,
    objectives,
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
