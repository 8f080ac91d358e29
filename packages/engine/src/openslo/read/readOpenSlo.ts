import { Diagnostic } from '@nthlayer/backstage-plugin-nthlayer-common';
import { SourceDocument } from '../../spec/documents';
import { quote } from '../../spec/diagnostics';
import { textOf } from '../../spec/reading';
import { findingAt } from '../../spec/specFile/cursor';
import { readSlo, UserSlo } from './readSlo';
import { OpenSloEntry, OpenSloFile, readObjects } from './references';

/** Whose SLOs are read from a file. */
export interface OpenSloOwner {
  /** What `spec.service` may be to mean the service; the first is its name. */
  readonly names: readonly string[];
  /** What it is when it means other services that share the file. */
  readonly others: readonly string[];
  readonly serviceLabel: string;
}

/**
 * The SLOs of a service from OpenSLO v1 documents, read leniently: what only OpenSLO's SDK refuses is a warning. What
 * cannot be counted exactly from Prometheus counters is left out with a finding, and the rest is built.
 */
export function readOpenSlo(
  documents: readonly SourceDocument[],
  owner: OpenSloOwner,
): {
  readonly slos: readonly UserSlo[];
  readonly diagnostics: readonly Diagnostic[];
} {
  const file = readObjects(documents);
  const own = chooseSlos(file, owner);
  const read = own.slos.map(slo => readSlo(slo, file, owner.serviceLabel));
  return {
    slos: read.flatMap(({ slos }) => slos),
    diagnostics: [
      ...file.diagnostics,
      ...own.diagnostics,
      ...read.flatMap(({ diagnostics }) => diagnostics),
    ],
  };
}

function serviceOf({ at }: OpenSloEntry): unknown {
  return at.child('spec').child('service').value;
}

/** The SLOs that name the service. Those of a single other service are taken too: the file was named for its sake. */
function chooseSlos(
  { slos }: OpenSloFile,
  { names, others }: OpenSloOwner,
): {
  readonly slos: readonly OpenSloEntry[];
  readonly diagnostics: readonly Diagnostic[];
} {
  const candidates = slos.filter(
    slo => !others.includes(textOf(serviceOf(slo))),
  );
  const isOwn = (slo: OpenSloEntry) => names.includes(textOf(serviceOf(slo)));
  const own = candidates.filter(isOwn);
  const foreign = candidates.filter(slo => !isOwn(slo));
  const services = new Set(foreign.map(serviceOf));
  if (own.length === 0 && services.size === 1) {
    return {
      slos: foreign,
      diagnostics: foreign.map(slo => otherService(slo, names[0])),
    };
  }
  const unnamed = foreign.filter(slo => serviceOf(slo) === undefined);
  return {
    slos: candidates.filter(slo => isOwn(slo) || unnamed.includes(slo)),
    diagnostics: foreign.map(slo =>
      unnamed.includes(slo)
        ? otherService(slo, names[0])
        : strangeService(slo, names[0]),
    ),
  };
}

function otherService(slo: OpenSloEntry, name: string): Diagnostic {
  const service = serviceOf(slo);
  return findingAt(slo.at.child('spec').child('service').place(), {
    severity: 'warning',
    code: 'service-name-differs',
    summary:
      service === undefined
        ? 'The SLO names no service.'
        : `The SLO is of the service ${quote(
            service,
          )}, and its entity is ${quote(name)}.`,
    detail: `It is used. Write service: ${name}.`,
  });
}

function strangeService(slo: OpenSloEntry, name: string): Diagnostic {
  return findingAt(slo.at.child('spec').child('service').place(), {
    severity: 'warning',
    code: 'slo-of-another-service',
    summary: `The SLO is of the service ${quote(
      serviceOf(slo),
    )}, not of ${quote(name)}.`,
    detail: 'It is left out. Put it beside the spec of that service.',
  });
}
