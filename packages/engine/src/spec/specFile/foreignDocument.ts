import {
  Diagnostic,
  SPEC_API_VERSION,
  SPEC_KIND,
} from '@nthlayer/backstage-plugin-nthlayer-common';
import { OPENSLO_API_VERSION } from '../../openslo/metadata';
import { quote } from '../diagnostics';
import { didYouMean } from '../didYouMean';
import { SourceDocument } from '../documents';
import { Cursor, cursorOf, findingAt } from './cursor';
import { isObject } from './readFields';

/** API versions that are read, by a kind that has each. */
const VERSIONS: Readonly<Record<string, string>> = {
  [SPEC_KIND]: SPEC_API_VERSION,
  SLO: OPENSLO_API_VERSION,
  ServiceReliabilityManifest: 'srm/v1',
  ServiceManifest: 'opensrm.nthlayer.io/v2',
};

/** Fields of a service in NthLayer's first format, which are often written at the top. */
const OF_SERVICE = ['name', 'tier', 'type', 'team', 'owner', 'template'];

const KNOWN = `Specs are written in ${SPEC_API_VERSION}, SLOs of your own in ${OPENSLO_API_VERSION}.`;

/** The finding on a document that is no spec, and how it becomes one. */
export function foreignDocument(document: SourceDocument): Diagnostic {
  const at = cursorOf(document);
  const version = at.child('apiVersion');
  if (!isObject(at.value)) {
    return foreign(
      at,
      at.value === null
        ? 'There is nothing here, in place of a spec.'
        : `${quote(at.value)} is not a spec.`,
      KNOWN,
    );
  }
  if (version.value !== undefined) {
    return foreign(
      version,
      `A spec file cannot hold documents of ${quote(version.value)}.`,
      `${versionHint(at)}${KNOWN}`,
    );
  }
  const isNamed = ['service', 'environment'].some(
    field => at.child(field).value !== undefined,
  );
  return (
    (isNamed ? notAService(at) : misplaced(at)) ??
    foreign(
      version,
      'A spec file cannot hold a document without apiVersion.',
      KNOWN,
    )
  );
}

function versionHint(at: Cursor): string {
  const version = at.child('apiVersion').value;
  const kind = at.child('kind').value;
  const meant =
    typeof kind === 'string' && Object.hasOwn(VERSIONS, kind)
      ? VERSIONS[kind]
      : didYouMean(
          typeof version === 'string' ? version : '',
          Object.values(VERSIONS),
        );
  return meant === undefined ? '' : `Did you mean ${quote(meant)}? `;
}

/** What a service says stands at the top, or under a word like `services`. */
function misplaced(at: Cursor): Diagnostic | undefined {
  const names = Object.keys(at.value as object);
  const own = names.filter(name => OF_SERVICE.includes(name));
  const others = names.filter(name => !own.includes(name));
  const meant = others.find(
    name => didYouMean(name, ['service']) && isObject(at.child(name).value),
  );
  if (meant !== undefined) {
    return foreign(
      at.child(meant),
      `There is no field ${quote(meant)} here.`,
      'Did you mean service?',
    );
  }
  const isFlat =
    own.length > 1 && (own.includes('name') || own.includes('tier'));
  return isFlat
    ? foreign(
        at.child(own[0]),
        'What is said of the service stands at the top of the document.',
        `Put ${own.join(
          ', ',
        )} under service:, and SLOs and dependencies under resources:, as a list of items with kind, name and spec.`,
      )
    : undefined;
}

/** What is like NthLayer's first format, and has no service or no list of resources. */
function notAService(at: Cursor): Diagnostic | undefined {
  const service = at.child('service');
  const resources = at.child('resources');
  const isNamed = ['name', 'tier', 'team'].some(
    field => service.child(field).value !== undefined,
  );
  if (isNamed || service.value === undefined) {
    return resources.value === undefined
      ? undefined
      : foreign(
          resources,
          `${quote(resources.value)} is not a list of resources.`,
          'Begin each resource with a dash: - kind: SLO, and name: and spec: below it.',
        );
  }
  return foreign(
    service,
    isObject(service.value)
      ? 'The service has no name, tier or team.'
      : `${quote(service.value)} is not a service.`,
    'Write name, tier and type under service:, each on a line of its own, and resources: as a list beside it.',
  );
}

function foreign(at: Cursor, summary: string, hint: string): Diagnostic {
  return findingAt(at.place(), {
    severity: 'error',
    code: 'unknown-format',
    summary,
    detail: `The document is not read. ${hint}`,
  });
}
