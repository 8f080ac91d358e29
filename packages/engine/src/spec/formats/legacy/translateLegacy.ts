import { Diagnostic } from '@nthlayer/backstage-plugin-nthlayer-common';
import { quote } from '../../diagnostics';
import { didYouMean } from '../../didYouMean';
import { NearbyFiles } from '../../beside/NearbyFiles';
import { SourceDocument } from '../../documents';
import {
  Cursor,
  cursorOf,
  findingAt,
  placeOfMissing,
} from '../../specFile/cursor';
import { noteFields, objectsOf, withoutEffect } from '../notes';
import { toldOwner } from '../sections';
import { openSloDocument, specDocument } from '../sloParts';
import { copied, isGiven, Told, toldList } from '../told';
import { Translation } from '../translation';
import { SloTranslation } from './builtSlo';
import { legacyDependencies } from './legacyDependencies';
import {
  idleKinds,
  metadataFields,
  RESOURCES,
  sectionKinds,
  serviceFields,
  topFields,
} from './legacyFields';
import { legacyEnvironments } from './legacyOverlays';
import { legacySections } from './legacySections';
import { legacySlo } from './legacySlo';
import { customTemplate } from './customTemplate';
import { resourceNotes } from './resourceNotes';
import { substituteVariables, valuesOf } from './substitute';
import { templateSlos } from './templates';

const KINDS = [
  'SLO',
  'Dependencies',
  ...sectionKinds,
  ...Object.keys(idleKinds),
];

/** NthLayer's first format, `service:` and `resources:`, as a ServiceSpec and OpenSLO documents. */
export function translateLegacy(
  original: SourceDocument,
  overlays: readonly SourceDocument[],
  nearby: NearbyFiles,
): Translation {
  const { document, diagnostics } = substituteVariables(original);
  const at = cursorOf(document);
  const service = at.child('service');
  const list = at.child('resources');
  const { items, diagnostics: onList } = objectsOf(list, ...RESOURCES);
  const template = templateSlos(
    service.child('template'),
    new Set(items.map(each => each.child('name').value)),
  );
  const custom = customTemplate(service.child('template'), items, {
    nearby,
    variables: valuesOf(service.value),
  });
  const read = [...custom.items, ...items].map(each =>
    readResource(each, service.child('name')),
  );
  const written = read.flatMap(each => each.written);
  const presets = [...template.presets, ...read.flatMap(each => each.presets)];
  const { environments, diagnostics: onOverlays } = legacyEnvironments(
    document,
    overlays,
  );
  const { sections, diagnostics: onSections } = legacySections(service, [
    ...items,
    ...custom.items,
  ]);
  const { owner, diagnostics: onOwner } = toldOwner([
    service.child('owner'),
    service.child('team'),
  ]);
  const spec = specDocument(
    at,
    { at: service, name: copied(service.child('name')) },
    {
      tier: copied(service.child('tier')),
      type: copied(service.child('type')),
      owner,
      labels: copied(service.child('metadata').child('labels')),
      environments,
      slos:
        presets.length + written.length > 0
          ? { kind: 'list', at: list, items: presets }
          : undefined,
      dependencies: toldList(
        list,
        read.flatMap(each => each.dependencies),
      ),
      ...sections,
    },
  );
  return {
    documents: [
      { ...spec, runsElsewhere: true },
      ...written.map(openSloDocument),
    ],
    diagnostics: [
      ...diagnostics,
      ...noteFields(at, topFields),
      ...noteFields(service, serviceFields),
      ...noteFields(service.child('metadata'), metadataFields),
      ...onOwner,
      ...onList,
      ...template.diagnostics,
      ...custom.diagnostics,
      ...read.flatMap(each => each.diagnostics),
      ...onSections,
      ...onOverlays,
    ],
  };
}

interface Resource extends SloTranslation {
  readonly dependencies: readonly Told[];
}

function readResource(resource: Cursor, service: Cursor): Resource {
  const kind = resource.child('kind');
  const notes = resourceNotes(resource);
  const nothing = { presets: [], written: [], dependencies: [] };
  switch (kind.value) {
    case 'SLO': {
      const slo = legacySlo(resource, service);
      return {
        ...nothing,
        ...slo,
        diagnostics: [...notes, ...slo.diagnostics],
      };
    }
    case 'Dependencies': {
      const found = legacyDependencies(resource.child('spec'));
      return {
        ...nothing,
        dependencies: found.dependencies,
        diagnostics: [...notes, ...found.diagnostics],
      };
    }
    case 'PagerDuty':
    case 'DeploymentGate':
      return { ...nothing, diagnostics: notes };
    default:
      return { ...nothing, diagnostics: [...notes, otherKind(resource)] };
  }
}

function otherKind(resource: Cursor): Diagnostic {
  const kind = resource.child('kind');
  const { value } = kind;
  if (!isGiven(kind)) {
    return findingAt(placeOfMissing(resource, 'kind'), {
      severity: 'error',
      code: 'missing-field',
      summary: 'The resource has no kind.',
      detail: `It is left out. Add kind, one of ${KINDS.join(', ')}.`,
    });
  }
  if (typeof value === 'string' && Object.hasOwn(idleKinds, value)) {
    const { summary, ...note } = withoutEffect(kind, idleKinds[value]);
    return {
      ...note,
      summary: `Resources of the kind ${value} have no effect here.`,
    };
  }
  const guess =
    typeof value === 'string' ? didYouMean(value, KINDS) : undefined;
  const hint = guess === undefined ? '' : `Did you mean ${guess}? `;
  return findingAt(kind.place(), {
    severity: 'error',
    code: 'unknown-kind',
    summary: `${quote(value)} is not a kind of resource.`,
    detail: `${hint}The resource is left out. Known: ${KINDS.join(', ')}.`,
  });
}
