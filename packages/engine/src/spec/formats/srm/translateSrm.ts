import { Diagnostic } from '@nthlayer/backstage-plugin-nthlayer-common';
import { NearbyFiles } from '../../beside/NearbyFiles';
import { SourceDocument } from '../../documents';
import { textOf } from '../../reading';
import { Cursor, cursorOf } from '../../specFile/cursor';
import { isObject } from '../../specFile/readFields';
import { KNOWN_TECHNOLOGIES } from '../../specFile/technologies';
import { wrongType } from '../../specFile/wrongType';
import { checkEnvelope } from '../checkEnvelope';
import { namedDependencies } from '../namedDependencies';
import {
  MOST_ITEMS,
  noteFields,
  saidBy,
  tooManyItems,
  unusedFields,
} from '../notes';
import { toldOwner } from '../sections';
import { openSloDocument, specDocument } from '../sloParts';
import { copied, isGiven, Told, told, toldList } from '../told';
import { Translation } from '../translation';
import { toldDependency } from '../toldDependency';
import {
  dependencyFields,
  deploymentFields,
  metadataFields,
  specFields,
  topFields,
} from './srmFields';
import { gateSection, ownershipSections } from './srmSections';
import { srmSlo } from './srmSlo';
import { withTemplate } from './withTemplate';

const ENVELOPE = {
  apiVersion: 'srm/v1',
  kinds: ['ServiceReliabilityManifest'],
};

/** Manifests of OpenSRM 1 as a ServiceSpec and OpenSLO documents, with what their templates say. */
export function translateSrm(
  original: SourceDocument,
  nearby: NearbyFiles,
): Translation {
  const refused = checkEnvelope(cursorOf(original), ENVELOPE);
  if (refused.length > 0) {
    return { documents: [], diagnostics: refused };
  }
  const { document, diagnostics: onTemplate } = withTemplate(original, nearby);
  const at = cursorOf(document);
  const metadata = at.child('metadata');
  const spec = at.child('spec');
  const deployment = spec.child('deployment');
  const name = copied(metadata.child('name'));
  const slos = readSlos(spec.child('slos'), name ?? told('', metadata));
  const ownership = ownershipSections(spec.child('ownership'));
  const { owner, diagnostics: onOwner } = toldOwner([
    metadata.child('team'),
    spec.child('ownership').child('team'),
  ]);
  const gate = gateSection(deployment.child('gates'));
  const dependencies = namedDependencies(spec.child('dependencies'), {
    field: 'name',
    example: 'orders-db',
    fields: dependencyFields,
  });
  return {
    documents: [
      specDocument(
        at,
        { at: metadata, name },
        {
          tier: copied(metadata.child('tier')),
          type: copied(spec.child('type')),
          owner,
          labels: copied(metadata.child('labels')),
          environments: copied(deployment.child('environments')),
          slos: slos.presets,
          dependencies: toldList(
            spec.child('dependencies'),
            dependencies.items.map(dependencyOf),
          ),
          ...ownership.sections,
          ...gate.sections,
        },
      ),
      ...slos.written.map(openSloDocument),
    ],
    diagnostics: [
      ...onTemplate,
      ...noteFields(at, topFields),
      ...noteFields(metadata, metadataFields),
      ...noteFields(spec, specFields),
      ...noteFields(deployment, deploymentFields),
      ...slos.diagnostics,
      ...onOwner,
      ...ownership.diagnostics,
      ...gate.diagnostics,
      ...dependencies.diagnostics,
      ...dependencies.items.flatMap(unusedOfDependency),
    ],
  };
}

function readSlos(
  at: Cursor,
  service: Told,
): {
  readonly presets?: Told;
  readonly written: readonly Told[];
  readonly diagnostics: readonly Diagnostic[];
} {
  const { value } = at;
  if (!isGiven(at)) {
    return { written: [], diagnostics: [] };
  }
  if (!isObject(value)) {
    return {
      written: [],
      diagnostics: [
        wrongType(at, 'an object of SLOs by name, such as availability: 99.9'),
      ],
    };
  }
  const names = Object.keys(value);
  const read = names
    .slice(0, MOST_ITEMS)
    .map(name => srmSlo(at.child(name), service));
  const presets = read.flatMap(({ preset }) => preset ?? []);
  const written = read.flatMap(each => each.written ?? []);
  return {
    ...(presets.length + written.length > 0 && {
      presets: { kind: 'list', at, items: presets },
    }),
    written,
    diagnostics: [
      ...(names.length > MOST_ITEMS ? [tooManyItems(at)] : []),
      ...read.flatMap(({ diagnostics }) => diagnostics),
    ],
  };
}

const CALLED = [
  'api',
  'service',
  'worker',
  'stream',
  'ai-gate',
  'web',
  'batch',
];

/** Who publishes a manifest of its own lives elsewhere; another service lives in the catalog. */
function dependencyOf(at: Cursor): Told {
  return toldDependency(at, {
    isService: isService(at),
    technology: technologyOf(at),
  });
}

function isService(at: Cursor): boolean {
  return isCalled(at) && !isGiven(at.child('manifest'));
}

function isCalled(at: Cursor): boolean {
  return CALLED.includes(textOf(at.child('type').value));
}

/** A type such as kafka is a technology; one such as queue is none. */
function technologyOf(at: Cursor): Cursor | undefined {
  const type = at.child('type');
  const places = [
    at.child('database_type'),
    ...(KNOWN_TECHNOLOGIES.includes(textOf(type.value)) ? [type] : []),
  ];
  return places.find(isGiven);
}

/** What a dependency says that decides nothing: a service has signals of its own, all else by its technology. */
function unusedOfDependency(at: Cursor): readonly Diagnostic[] {
  const manifest = unusedFields(
    at,
    ['manifest'],
    'Manifests of others are not fetched. The dependency is known by its name, and is not looked for in the catalog.',
  );
  const technology = technologyOf(at);
  if (isService(at)) {
    return unusedFields(at, ['database_type'], OWN_SIGNALS);
  }
  if (technology !== undefined) {
    const { value: type } = at.child('type');
    const isRead = technology.name === 'type' || CLASSES.includes(textOf(type));
    return [
      ...unusedFields(at, isRead ? [] : ['type'], saidBy(technology)),
      ...manifest,
    ];
  }
  return isCalled(at)
    ? manifest
    : [...unusedFields(at, ['type'], NO_TECHNOLOGY), ...manifest];
}

/** What a technology is one of, so that it says more than they do. */
const CLASSES = [
  'database',
  'datastore',
  'storage',
  'cache',
  'queue',
  'message_queue',
  'broker',
  'search',
];

const OWN_SIGNALS =
  'By its type it is a service of the catalog, which has signals of its own.';
const NO_TECHNOLOGY =
  'It names no technology that is known, so that the dependency has no signals. Add database_type, such as postgresql, redis or kafka.';
