import { Diagnostic } from '@nthlayer/backstage-plugin-nthlayer-common';
import { NearbyFiles } from '../../beside/NearbyFiles';
import { SourceDocument } from '../../documents';
import { textOf } from '../../reading';
import { Cursor, cursorOf } from '../../specFile/cursor';
import { isObject } from '../../specFile/readFields';
import { KNOWN_TECHNOLOGIES } from '../../specFile/technologies';
import { wrongType } from '../../specFile/wrongType';
import { checkEnvelope } from '../checkEnvelope';
import {
  itemsOf,
  MOST_ITEMS,
  noteFields,
  tooManyItems,
  unusedFields,
} from '../notes';
import { toldOwner } from '../sections';
import { openSloDocument, specDocument } from '../sloParts';
import { copied, Told, told, toldList } from '../told';
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
  const dependencies = itemsOf(
    spec.child('dependencies'),
    'a list of dependencies',
  );
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
      ...dependencies.items.flatMap(each => [
        ...noteFields(each, dependencyFields),
        ...withoutTechnology(each),
      ]),
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
  if (value === undefined || value === null) {
    return { written: [], diagnostics: [] };
  }
  if (!isObject(value)) {
    return { written: [], diagnostics: [wrongType(at, 'an object of SLOs')] };
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
  const isService = isCalled(at) && at.child('manifest').value === undefined;
  return toldDependency(at, { isService, technology: technologyOf(at) });
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
  return places.find(({ value }) => value !== undefined && value !== null);
}

/** What is no service has signals by its technology. */
function withoutTechnology(at: Cursor): readonly Diagnostic[] {
  return isCalled(at) || technologyOf(at)
    ? []
    : unusedFields(
        at,
        ['type'],
        'It names no technology that is known, so that the dependency has no signals. Add database_type, such as postgresql, redis or kafka.',
      );
}
