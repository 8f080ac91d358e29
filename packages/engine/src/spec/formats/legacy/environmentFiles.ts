import { Diagnostic } from '@nthlayer/backstage-plugin-nthlayer-common';
import { NearbyFiles } from '../../beside/NearbyFiles';
import { quote } from '../../diagnostics';
import { SourceDocument } from '../../documents';
import { fieldsOf, textOf } from '../../reading';
import { cursorOf, findingAt } from '../../specFile/cursor';
import { isOverlay } from './legacyOverlays';

interface Found {
  readonly documents: readonly SourceDocument[];
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * What files of environments say of the services of a file. For each environment it is the first of
 * `environments/<file>-<environment>.yaml`, `environments/<environment>.yaml` and
 * `.nthlayer/environments/<file>-<environment>.yaml`, as NthLayer itself looks for them.
 */
export function environmentFiles(
  documents: readonly SourceDocument[],
  nearby: NearbyFiles,
): Found {
  const service = documents.find(
    each => each.format === 'legacy' && !isOverlay(each),
  );
  const found = service
    ? nearby.environments.map(name => fileOf(name, service, nearby))
    : [];
  return {
    documents: found.flatMap(each => each.documents),
    diagnostics: found.flatMap(each => each.diagnostics),
  };
}

function fileOf(
  environment: string,
  service: SourceDocument,
  nearby: NearbyFiles,
): Found {
  const file = environment.toLowerCase();
  const own = `environments/${nearby.stem}-${file}.yaml`;
  const lookup = nearby.first([
    own,
    `environments/${file}.yaml`,
    `.nthlayer/${own}`,
  ]);
  switch (lookup.kind) {
    case 'found': {
      const read = lookup.documents.map(each => overlayOf(each, environment));
      return {
        documents: read.flatMap(each => each.documents),
        diagnostics: [
          ...lookup.diagnostics,
          ...read.flatMap(each => each.diagnostics),
        ],
      };
    }
    case 'refused': {
      const place = cursorOf(service).child('service').place('key');
      return {
        documents: [],
        diagnostics: [{ ...lookup.problem, ...place }],
      };
    }
    default:
      return { documents: [], diagnostics: [] };
  }
}

/** A document of the file of an environment, if it is about that one. */
function overlayOf(document: SourceDocument, environment: string): Found {
  const said = cursorOf(document).child('environment');
  if (textOf(said.value).trim().toLowerCase() !== environment.toLowerCase()) {
    return {
      documents: [],
      diagnostics: [otherEnvironment(said, environment)],
    };
  }
  const value = { ...fieldsOf(document.value), environment };
  return {
    documents: [{ ...document, format: 'legacy', value }],
    diagnostics: [],
  };
}

function otherEnvironment(
  said: ReturnType<typeof cursorOf>,
  environment: string,
): Diagnostic {
  const { value } = said;
  return findingAt(said.place(), {
    severity: 'error',
    code: 'other-environment',
    summary:
      value === undefined
        ? `The file of the environment ${quote(environment)} does not name it.`
        : `The file of the environment ${quote(environment)} is about ${quote(
            value,
          )}.`,
    detail: `It is not read. Write environment: ${environment}, or call the file as its environment.`,
  });
}
