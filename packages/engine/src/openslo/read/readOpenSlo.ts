import { Diagnostic, Slo } from '@nthlayer/backstage-plugin-nthlayer-common';
import { SourceDocument } from '../../spec/documents';
import { quote } from '../../spec/diagnostics';
import { textOf } from '../../spec/reading';
import { findingAt } from '../../spec/specFile/cursor';
import { indexObjects, NamedEntry, ObjectIndex } from '../objectIndex';
import { findingsOn } from '../references';
import { OpenSloProfile } from '../schema';
import { fieldsWithoutEffect } from './fieldsWithoutEffect';
import { checkUnusedSlis } from './checkUnusedSlis';
import { isCompositeSlo } from './isCompositeSlo';
import { readSlo, SloReading, UserSlo } from './readSlo';

/** Whose SLOs are read from a file. */
export interface OpenSloOwner {
  /** What `spec.service` may be to mean the service; the first is its name. */
  readonly names: readonly string[];
  /** What it is when it means other services that share the file. */
  readonly others: readonly string[];
  readonly serviceLabel: string;
  /** Default lenient. */
  readonly profile?: OpenSloProfile;
}

/**
 * The SLOs of a service from OpenSLO documents. What cannot be measured with Prometheus is left out with a finding, and
 * the rest is built.
 */
export function readOpenSlo(
  documents: readonly SourceDocument[],
  owner: OpenSloOwner,
): {
  readonly slos: readonly UserSlo[];
  readonly diagnostics: readonly Diagnostic[];
} {
  const { profile = 'lenient', serviceLabel } = owner;
  const index = indexObjects(documents, profile);
  const own = chooseSlos(index, owner);
  const read = readSlos(own.slos, index, serviceLabel);
  const others = [...index.entries, ...index.again].filter(
    ({ kind }) => kind !== 'SLO',
  );
  return {
    slos: read.flatMap(({ slos }) => slos),
    diagnostics: [
      ...index.diagnostics,
      ...others.flatMap(entry => [
        ...findingsOn(entry, index),
        ...fieldsWithoutEffect(entry, index),
      ]),
      ...checkUnusedSlis(index),
      ...own.diagnostics,
      ...read.flatMap(({ diagnostics }) => diagnostics),
      ...onLeftOut(index, owner),
    ],
  };
}

/** What is wrong with SLOs that give way to another of their name, so that it need not be found out one by one. */
function onLeftOut(
  index: ObjectIndex,
  owner: OpenSloOwner,
): readonly Diagnostic[] {
  const { serviceLabel } = owner;
  return readSlos(candidatesOf(index.again, owner), index, serviceLabel)
    .flatMap(({ diagnostics }) => diagnostics)
    .filter(({ severity }) => severity !== 'info');
}

/** Composites last, as they may be made of the others; told in the order of the file. */
function readSlos(
  entries: readonly NamedEntry[],
  index: ObjectIndex,
  serviceLabel: string,
): readonly SloReading[] {
  const known = new Map<string, Slo>();
  const read = new Map<NamedEntry, SloReading>();
  const composites = entries.filter(isCompositeSlo);
  const others = entries.filter(entry => !isCompositeSlo(entry));
  for (const entry of others) {
    const reading = readSlo(entry, { index, serviceLabel, known });
    read.set(entry, reading);
    reading.slos.forEach(({ slo }) => known.set(slo.name, slo));
  }
  for (const entry of composites) {
    read.set(entry, readSlo(entry, { index, serviceLabel, known }));
  }
  return entries.flatMap(entry => read.get(entry) ?? []);
}

function serviceOf({ at }: NamedEntry): unknown {
  return at.child('spec').child('service').value;
}

/** SLOs that may be of the service. */
function candidatesOf(
  entries: readonly NamedEntry[],
  { others }: OpenSloOwner,
): readonly NamedEntry[] {
  return entries.filter(
    slo => slo.kind === 'SLO' && !others.includes(textOf(serviceOf(slo))),
  );
}

/** The SLOs that name the service. Those of a single other service are taken too: the file was named for its sake. */
function chooseSlos(
  { entries }: ObjectIndex,
  owner: OpenSloOwner,
): {
  readonly slos: readonly NamedEntry[];
  readonly diagnostics: readonly Diagnostic[];
} {
  const { names } = owner;
  const candidates = candidatesOf(entries, owner);
  const isOwn = (slo: NamedEntry) => names.includes(textOf(serviceOf(slo)));
  const own = candidates.filter(isOwn);
  const foreign = candidates.filter(slo => !isOwn(slo));
  const services = new Set(foreign.map(serviceOf));
  if (own.length === 0 && services.size === 1) {
    return {
      slos: foreign,
      diagnostics: foreign
        .filter(slo => serviceOf(slo) !== undefined)
        .map(slo => otherService(slo, names[0])),
    };
  }
  const unnamed = foreign.filter(slo => serviceOf(slo) === undefined);
  return {
    slos: candidates.filter(slo => isOwn(slo) || unnamed.includes(slo)),
    // that there is no service has been told
    diagnostics: foreign
      .filter(slo => !unnamed.includes(slo))
      .map(slo => strangeService(slo, names[0])),
  };
}

function otherService(slo: NamedEntry, name: string): Diagnostic {
  const service = serviceOf(slo);
  return findingAt(slo.at.child('spec').child('service').place(), {
    severity: 'warning',
    code: 'service-name-differs',
    summary: `The SLO is of the service ${quote(
      service,
    )}, and its entity is ${quote(name)}.`,
    detail: `It is used. Write service: ${name}.`,
  });
}

function strangeService(slo: NamedEntry, name: string): Diagnostic {
  return findingAt(slo.at.child('spec').child('service').place(), {
    severity: 'warning',
    code: 'slo-of-another-service',
    summary: `The SLO is of the service ${quote(
      serviceOf(slo),
    )}, not of ${quote(name)}.`,
    detail: 'It is left out. Put it beside the spec of that service.',
  });
}
