import { Diagnostic } from '@nthlayer/backstage-plugin-nthlayer-common';
import { quote } from '../../diagnostics';
import { SourceDocument } from '../../documents';
import { fieldsOf, textOf } from '../../reading';
import { Cursor, cursorOf, findingAt } from '../../specFile/cursor';
import { noteFields, objectsOf, withoutEffect } from '../notes';
import { firstOf } from '../sections';
import {
  copied,
  isGiven,
  missing,
  Told,
  told,
  toldList,
  toldObject,
} from '../told';
import {
  FIXED_FIELDS,
  overlayIndicatorFields,
  overlayServiceFields,
  overlaySloFields,
  RESOURCES,
  sectionKinds,
  topFields,
} from './legacyFields';
import { pagingAndGate } from './legacySections';
import { noThreshold } from './latencySlo';
import { sloNameIn } from './legacySlo';
import { resourceNotes } from './resourceNotes';
import { substituteVariables, Variables, valuesOf } from './substitute';

/** Whether a document says what is different in one environment. */
export function isOverlay({ format, value }: SourceDocument): boolean {
  return format === 'legacy' && fieldsOf(value).environment !== undefined;
}

/** The overlays of a file by the service that they are about, and those that are about none. */
export interface OverlaysOfFile {
  of(service: SourceDocument): readonly SourceDocument[];
  readonly others: readonly SourceDocument[];
}

/** Sorts overlays: each is of the first service of its name, or of the only one. */
export function overlaysIn(
  documents: readonly SourceDocument[],
): OverlaysOfFile {
  const services = new Map<unknown, SourceDocument>();
  const found = new Map<SourceDocument, SourceDocument[]>();
  const others: SourceDocument[] = [];
  for (const document of documents) {
    const isService = document.format === 'legacy' && !isOverlay(document);
    if (isService && !services.has(nameIn(document))) {
      services.set(nameIn(document), document);
    }
  }
  const [only] = services.size === 1 ? services.values() : [];
  for (const document of documents.filter(isOverlay)) {
    const name = nameIn(document);
    const service = name === undefined ? only : services.get(name);
    if (service === undefined) {
      others.push(document);
    } else {
      const own = found.get(service) ?? [];
      own.push(document);
      found.set(service, own);
    }
  }
  return { of: service => found.get(service) ?? [], others };
}

function nameIn({ value }: SourceDocument): unknown {
  return fieldsOf(fieldsOf(value).service).name;
}

/** What overlays of a service say, as environments of a ServiceSpec. */
export function legacyEnvironments(
  service: SourceDocument,
  overlays: readonly SourceDocument[],
): {
  readonly environments?: Told;
  readonly diagnostics: readonly Diagnostic[];
} {
  const read = overlays.map(each => overlay(service, each));
  const [first] = overlays.map(cursorOf);
  const environments =
    first &&
    toldList(
      first.child('environment'),
      read.map(({ environment }) => environment),
    );
  return {
    ...(environments && { environments }),
    diagnostics: read.flatMap(({ diagnostics }) => diagnostics),
  };
}

function overlay(
  base: SourceDocument,
  original: SourceDocument,
): {
  readonly environment: Told;
  readonly diagnostics: readonly Diagnostic[];
} {
  const { document, diagnostics: onVariables } = substituteVariables(
    original,
    variablesOf(base, original),
  );
  const at = cursorOf(document);
  const service = at.child('service');
  const { items, diagnostics } = objectsOf(at.child('resources'), ...RESOURCES);
  const slos = items.map(sloOverlay);
  const { sections, diagnostics: onSections } = pagingAndGate(service, items);
  return {
    environment: toldObject(at, {
      name: copied(at.child('environment')) ?? missing(at.child('environment')),
      tier: copied(service.child('tier')),
      slos: toldList(
        at.child('resources'),
        slos.flatMap(({ slo }) => slo ?? []),
      ),
      ...sections,
    }),
    diagnostics: [
      ...onVariables,
      ...noteFields(at, topFields),
      ...noteFields(service, overlayServiceFields),
      ...diagnostics,
      ...slos.flatMap(each => each.diagnostics),
      ...onSections,
    ],
  };
}

/** Variables where the environment is known: what it says of the service goes before what holds in general. */
function variablesOf(
  base: SourceDocument,
  { value }: SourceDocument,
): Variables {
  const { environment, service } = fieldsOf(value);
  const name = textOf(environment);
  return {
    ...valuesOf({
      ...fieldsOf(fieldsOf(base.value).service),
      ...fieldsOf(service),
    }),
    env: name,
    environment: name,
  };
}

function sloOverlay(resource: Cursor): {
  readonly slo?: Told;
  readonly diagnostics: readonly Diagnostic[];
} {
  const notes = resourceNotes(resource);
  const kind = resource.child('kind');
  if (sectionKinds.some(each => each === kind.value)) {
    return { diagnostics: notes };
  }
  if (kind.value !== 'SLO') {
    const idle = withoutEffect(
      kind,
      'Only SLOs, paging, the gate and the tier can be different in an environment.',
    );
    return { diagnostics: [...notes, idle] };
  }
  const spec = resource.child('spec');
  const { name, diagnostics: onName } = sloNameIn(resource);
  if (name === undefined) {
    return { diagnostics: [...notes, ...onName] };
  }
  const indicator = spec.child('indicator');
  const limit = indicator.child('threshold_ms');
  const target = firstOf([spec.child('objective'), spec.child('target')]);
  return {
    slo: toldObject(resource, {
      name,
      target: target.at && copied(target.at),
      window: copied(spec.child('window')),
      threshold:
        typeof limit.value === 'number'
          ? told(`${limit.value}ms`, limit)
          : undefined,
    }),
    diagnostics: [
      ...notes,
      ...noteFields(spec, overlaySloFields),
      ...target.diagnostics,
      ...noteFields(indicator, overlayIndicatorFields),
      ...(isGiven(limit) && typeof limit.value !== 'number'
        ? [noThreshold(limit)]
        : []),
      ...FIXED_FIELDS.map(field => indicator.child(field))
        .filter(isGiven)
        .map(alikeEverywhere),
    ],
  };
}

/** The finding on what an environment cannot change of an SLO. */
function alikeEverywhere(at: Cursor): Diagnostic {
  return findingAt(at.place('key'), {
    severity: 'warning',
    code: 'same-in-all-environments',
    summary: `${quote(at.name)} cannot be different in an environment.`,
    detail:
      'What the service says in general is used there. The matchers of an environment are added to every query.',
  });
}

/** The finding on an overlay whose service is not in its file. */
export function overlayAlone(document: SourceDocument): Diagnostic {
  const at = cursorOf(document).child('environment');
  return findingAt(at.place(), {
    severity: 'warning',
    code: 'environment-file-not-read',
    summary: `What the file says of the environment ${quote(
      at.value,
    )} is not read.`,
    detail:
      'A service reads environments/<its file>-<environment>.yaml beside its own file, else environments/<environment>.yaml, and documents behind it in its own; of the environments that the annotation nthlayer.dev/environments names, else those of its data source, --environment, or dev, staging and prod.',
  });
}
