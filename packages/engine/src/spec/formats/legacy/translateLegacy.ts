import { Diagnostic } from '@nthlayer/backstage-plugin-nthlayer-common';
import { quote } from '../../diagnostics';
import { didYouMean } from '../../didYouMean';
import { SourceDocument } from '../../documents';
import { Cursor, cursorOf, findingAt } from '../../specFile/cursor';
import { itemsOf, noteFields, withoutEffect } from '../notes';
import { openSloDocument, specDocument } from '../sloParts';
import { copied, Told, toldList } from '../told';
import { Translation } from '../translation';
import { legacyDependencies } from './legacyDependencies';
import {
  idleKinds,
  metadataFields,
  resourceFields,
  serviceFields,
  topFields,
} from './legacyFields';
import { legacySlo } from './legacySlo';
import { substituteVariables } from './substitute';
import { templateSlos } from './templates';

const KINDS = ['SLO', 'Dependencies', ...Object.keys(idleKinds)];

/** NthLayer's first format, `service:` and `resources:`, as a ServiceSpec and OpenSLO documents. */
export function translateLegacy(original: SourceDocument): Translation {
  const { document, diagnostics } = substituteVariables(original);
  const at = cursorOf(document);
  if (at.child('environment').value !== undefined) {
    return { documents: [], diagnostics: [overlayAlone(at)] };
  }
  const service = at.child('service');
  const found = [
    ...diagnostics,
    ...noteFields(at, topFields),
    ...noteFields(service, serviceFields),
    ...noteFields(service.child('metadata'), metadataFields),
  ];
  const presets: Told[] = [];
  const written: Told[] = [];
  const dependencies: Told[] = [];
  const resources = itemsOf(at.child('resources'), 'a list of resources');
  found.push(...resources.diagnostics);
  const template = templateSlos(
    service.child('template'),
    new Set(resources.items.map(each => each.child('name').value)),
  );
  found.push(...template.diagnostics);
  presets.push(...template.presets);
  for (const resource of resources.items) {
    found.push(...noteFields(resource, resourceFields));
    const kind = resource.child('kind');
    if (kind.value === 'SLO') {
      const read = legacySlo(resource, service.child('name'));
      found.push(...read.diagnostics);
      presets.push(...read.presets);
      written.push(...read.written);
    } else if (kind.value === 'Dependencies') {
      const read = legacyDependencies(resource.child('spec'));
      found.push(...read.diagnostics);
      dependencies.push(...read.dependencies);
    } else {
      found.push(otherKind(kind));
    }
  }
  const list = at.child('resources');
  const slos =
    presets.length > 0 || written.length > 0
      ? { kind: 'list' as const, at: list, items: presets }
      : undefined;
  return {
    documents: [
      specDocument(
        at,
        { at: service, name: copied(service.child('name')) },
        {
          tier: copied(service.child('tier')),
          type: copied(service.child('type')),
          labels: copied(service.child('metadata').child('labels')),
          slos,
          dependencies: toldList(list, dependencies),
        },
      ),
      ...written.map(openSloDocument),
    ],
    diagnostics: found,
  };
}

function otherKind(kind: Cursor): Diagnostic {
  const { value } = kind;
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

function overlayAlone(at: Cursor): Diagnostic {
  return findingAt(at.child('environment').place(), {
    severity: 'warning',
    code: 'environment-file-not-read',
    summary: `What the file says of the environment ${quote(
      at.child('environment').value,
    )} is not read.`,
    detail:
      'Objectives are the same in all environments. Leave the file out, or give the environment a service of its own.',
  });
}
