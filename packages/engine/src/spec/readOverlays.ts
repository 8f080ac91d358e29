import {
  Diagnostic,
  EnvironmentOverlay,
  Provenance,
  Slo,
  Tier,
} from '@nthlayer/backstage-plugin-nthlayer-common';
import { SlosReading } from './assembleSpec';
import { quote } from './diagnostics';
import { Reading } from './reading';
import { OverlaySources } from './readEnvironments';
import { checkServiceLabel } from './readServiceLabel';
import { readSlos, SlosOwner } from './readSlos';
import { SpecContext } from './specContext';
import { findingAt } from './specFile/cursor';
import { gateOrder } from './specFile/readSections';
import { OverlayEntry, SpecFields } from './specFile/specFields';

/** What overlays lie on. */
export interface OverlaysOwner extends SlosOwner {
  readonly environments: readonly string[];
  readonly sources: OverlaySources;
  readonly slos: SlosReading;
}

/** What is different in the environments of a service. */
export interface OverlaysReading {
  readonly value: Readonly<Record<string, EnvironmentOverlay>>;
  /** Environments whose series cannot be told; nothing is built for them. */
  readonly broken: readonly string[];
  readonly diagnostics: readonly Diagnostic[];
}

/** Reads what a spec file says of single environments. */
export function readOverlays(
  owner: OverlaysOwner,
  file: SpecFields | undefined,
  context: SpecContext,
): OverlaysReading {
  const entries = (file?.environments?.value ?? []).flatMap(
    ({ name, overlay }) => (overlay ? [[name.value, overlay] as const] : []),
  );
  const usual = entries.length > 0 ? owner.slos.slos.map(printed) : [];
  const reader = { owner, file, context, usual };
  const value: [string, EnvironmentOverlay][] = [];
  const broken: string[] = [];
  const diagnostics: Diagnostic[] = [];
  for (const [name, entry] of entries) {
    if (owner.environments.includes(name)) {
      const read = readOverlay(name, entry, reader);
      diagnostics.push(...read.diagnostics);
      if (read.overlay === undefined) {
        broken.push(name);
      } else if (Object.keys(read.overlay).length > 1) {
        value.push([name, read.overlay]);
      }
    } else if (!owner.sources.has(name)) {
      diagnostics.push(notHere(name, entry));
    }
  }
  return { value: Object.fromEntries(value), broken, diagnostics };
}

interface Reader {
  readonly owner: OverlaysOwner;
  readonly file: SpecFields | undefined;
  readonly context: SpecContext;
  /** The SLOs of all other environments, as texts. */
  readonly usual: readonly string[];
}

function printed(slo: Slo): string {
  return JSON.stringify(slo);
}

/** Whether the SLOs of an environment are others. Most of them are the very same, and are not printed again. */
function areOthers(
  slos: readonly Slo[],
  { owner, usual }: Pick<Reader, 'owner' | 'usual'>,
): boolean {
  const { slos: others } = owner.slos;
  return (
    slos.length !== others.length ||
    slos.some(
      (slo, index) => slo !== others[index] && printed(slo) !== usual[index],
    )
  );
}

function readOverlay(
  environment: string,
  entry: OverlayEntry,
  { owner, file, context, usual }: Reader,
): {
  readonly overlay?: EnvironmentOverlay;
  readonly diagnostics: readonly Diagnostic[];
} {
  const service = serviceOf(entry);
  if (service && service.value === undefined) {
    return { diagnostics: service.diagnostics };
  }
  const source = owner.sources.get(environment);
  const tier = tierOf(entry);
  const selector = selectorOf(entry, context.serviceLabel);
  const slos = readSlos(
    {
      ...owner,
      tier: tier ?? owner.tier,
      service: {
        ...owner.service,
        value: service?.value ?? owner.service.value,
      },
      overlay: entry,
    },
    file,
    context,
  );
  const differs = areOthers(slos.slos, { owner, usual });
  const sections = sectionsOf(entry, file);
  const provenance: Record<string, Provenance> = {
    ...(tier && { tier: tier.provenance }),
    ...(service && { service: service.provenance }),
    ...(source && { dataSource: source.provenance }),
    ...(selector.value &&
      entry.selector && {
        selector: entry.selector.at.provenance(),
      }),
    ...(differs && slos.provenance),
    ...sections.provenance,
  };
  return {
    overlay: {
      ...(tier && { tier: tier.value }),
      ...(service && { service: service.value }),
      ...(source?.value?.name !== undefined && {
        dataSource: source.value.name,
      }),
      ...(selector.value && { selector: selector.value }),
      ...(differs && { slos: slos.slos }),
      ...sections.value,
      provenance,
    },
    diagnostics: [
      ...selector.diagnostics,
      ...slos.diagnostics,
      ...sections.diagnostics,
    ],
  };
}

/** Sections with what the environment says on top, field by field. */
function sectionsOf(
  { paging, gate }: OverlayEntry,
  file: SpecFields | undefined,
): {
  readonly value: Pick<EnvironmentOverlay, 'paging' | 'gate'>;
  readonly provenance: Readonly<Record<string, Provenance>>;
  readonly diagnostics: readonly Diagnostic[];
} {
  const merged = gate && { ...file?.gate?.value, ...gate.value };
  return {
    value: {
      ...(paging && { paging: { ...file?.paging?.value, ...paging.value } }),
      ...(merged && { gate: merged }),
    },
    provenance: {
      ...(paging && { paging: paging.at.provenance() }),
      ...(gate && { gate: gate.at.provenance() }),
    },
    diagnostics: gate && merged ? gateOrder(merged, gate.at) : [],
  };
}

/** An environment's own word goes before an annotation, which says what holds in general. */
function tierOf({ tier }: OverlayEntry): Reading<Tier> | undefined {
  return (
    tier && {
      value: tier.value,
      provenance: tier.at.provenance(),
      diagnostics: [],
    }
  );
}

function serviceOf({
  service,
}: OverlayEntry): Reading<string | undefined> | undefined {
  return (
    service &&
    checkServiceLabel(service.value, {
      provenance: service.provenance(),
      place: service.place(),
    })
  );
}

function selectorOf(
  { selector }: OverlayEntry,
  serviceLabel: string,
): {
  readonly value?: Readonly<Record<string, string>>;
  readonly diagnostics: readonly Diagnostic[];
} {
  if (selector === undefined) {
    return { diagnostics: [] };
  }
  const { [serviceLabel]: own, ...value } = selector.value;
  return {
    ...(Object.keys(value).length > 0 && { value }),
    diagnostics:
      own === undefined
        ? []
        : [
            findingAt(selector.at.child(serviceLabel).place('key'), {
              severity: 'error',
              code: 'selector-of-service',
              summary: `The label ${quote(serviceLabel)} tells services apart.`,
              detail: 'It is left out. Write service: beside selector.',
            }),
          ],
  };
}

function notHere(name: string, { at }: OverlayEntry): Diagnostic {
  return findingAt(at.place(), {
    severity: 'warning',
    code: 'overlay-without-environment',
    summary: `What is different in ${quote(name)} has no effect.`,
    detail: 'The service does not run in that environment.',
  });
}
