import { DEFAULT_NAMESPACE } from '@backstage/catalog-model';
import { Diagnostic } from '@nthlayer/backstage-plugin-nthlayer-common';
import { NearbyFiles } from '../../beside/NearbyFiles';
import { SourceDocument } from '../../documents';
import { entityRefOf } from '../../entityRef';
import { textOf } from '../../reading';
import { Cursor, cursorOf } from '../../specFile/cursor';
import { isObject } from '../../specFile/readFields';
import { emptyField } from '../../specFile/wrongType';
import { checkEnvelope } from '../checkEnvelope';
import { namedDependencies } from '../namedDependencies';
import { noteFields, notMeasured } from '../notes';
import { firstOf, toldOwner, toldSection } from '../sections';
import { specDocument } from '../sloParts';
import { copied, Told, told, toldList, toldObject } from '../told';
import { Translation } from '../translation';
import {
  dependencyFields,
  metadataFields,
  ownerFields,
  serviceFields,
  specFields,
  topFields,
} from './manifestFields';
import { judgmentSlos, manifestSlos } from './manifestSlos';
import { listsOf, readOverrides } from './readOverrides';
import { resolveTemplate, TEMPLATE_KIND, Templates } from './resolveTemplate';

const JUDGMENT_KIND = 'JudgmentSLO';
const ENVELOPE = {
  apiVersion: 'opensrm.nthlayer.io/v2',
  kinds: ['ServiceManifest', TEMPLATE_KIND, JUDGMENT_KIND],
};

/** A manifest of OpenSRM 2 as a ServiceSpec and its OpenSLO documents, with those of its template. */
export function translateManifest(
  document: SourceDocument,
  templates: Templates,
  nearby: NearbyFiles,
): Translation {
  const at = cursorOf(document);
  const refused = checkEnvelope(at, ENVELOPE);
  if (refused.length > 0) {
    return { documents: [], diagnostics: refused };
  }
  switch (at.child('kind').value) {
    case TEMPLATE_KIND:
      return { documents: [], diagnostics: [] };
    case JUDGMENT_KIND:
      return {
        documents: [],
        diagnostics: [
          notMeasured(
            at,
            'The quality of decisions',
            'It is not told by counters of requests.',
          ),
        ],
      };
    default:
      return service(at, templates, nearby);
  }
}

function service(
  at: Cursor,
  templates: Templates,
  nearby: NearbyFiles,
): Translation {
  const metadata = at.child('metadata');
  const spec = at.child('spec');
  const template = resolveTemplate(spec.child('template'), templates, nearby);
  const overrides = readOverrides(spec.child('template').child('overrides'));
  const lists = (name: 'slo' | 'dependencies') =>
    listsOf(spec, template.spec, overrides, name);
  const slos = manifestSlos(lists('slo'), nearby);
  const dependencies = lists('dependencies').map(list =>
    namedDependencies(list, {
      field: 'service',
      example: 'component:default/orders',
      fields: dependencyFields,
    }),
  );
  const named = dependencies.flatMap(({ items }) => items);
  const own = template.spec ? [spec, template.spec] : [spec];
  const contact = firstOf(
    own.map(each => each.child('owner').child('technical_contact')),
  );
  const { owner, diagnostics: onOwner } = toldOwner(
    own.map(each => each.child('owner').child('group')),
  );
  const name = metadata.child('name');
  const label = spec.child('service').child('name');
  const labels = metadata.child('labels');
  return {
    documents: [
      specDocument(
        at,
        { at: metadata, name: copied(name) ?? copied(label) },
        {
          tier: copied(labels.child('tier')),
          type: copied(spec.child('service').child('type')),
          owner,
          service: label.value === name.value ? undefined : copied(label),
          labels: labelsOf(labels),
          slos:
            slos.documents.length > 0
              ? { kind: 'list', at: spec.child('slo'), items: [] }
              : undefined,
          dependencies: toldList(
            spec.child('dependencies'),
            named.map(each =>
              toldObject(each, { ref: serviceRef(each.child('service')) }),
            ),
          ),
          runbook: toldSection({
            contact: contact.at && copied(contact.at),
          }),
        },
      ),
      ...slos.documents,
    ],
    diagnostics: [
      ...notes(at),
      ...template.diagnostics,
      ...overrides.diagnostics,
      ...slos.diagnostics,
      ...contact.diagnostics,
      ...onOwner,
      ...own.flatMap(each => judgmentSlos(each.child('judgment_slo'))),
      ...dependencies.flatMap(({ diagnostics }) => diagnostics),
    ],
  };
}

/** Without a kind it is a Component, as the name of the field says. */
function serviceRef(at: Cursor): Told | undefined {
  const ref = `component:${textOf(at.value)}`;
  const hasNoKind =
    typeof at.value === 'string' &&
    !at.value.includes(':') &&
    entityRefOf(ref, { defaultNamespace: DEFAULT_NAMESPACE });
  return hasNoKind ? told(ref, at) : copied(at);
}

function notes(at: Cursor): readonly Diagnostic[] {
  const spec = at.child('spec');
  return [
    ...noteFields(at, topFields),
    ...noteFields(at.child('metadata'), metadataFields),
    ...emptyTier(at.child('metadata').child('labels').child('tier')),
    ...noteFields(spec, specFields),
    ...noteFields(spec.child('owner'), ownerFields),
    ...noteFields(spec.child('service'), serviceFields),
  ];
}

/** No label has to have a value, but the tier. */
function emptyTier(at: Cursor): readonly Diagnostic[] {
  return at.value === null ? [emptyField(at)] : [];
}

/** The tier stands among the labels, and is none of the user's own. */
function labelsOf(at: Cursor): Told | undefined {
  const { value } = at;
  if (!isObject(value)) {
    return copied(at);
  }
  const names = Object.keys(value).filter(name => name !== 'tier');
  return names.length === 0
    ? undefined
    : toldObject(
        at,
        Object.fromEntries(
          names.map(name => [name, { kind: 'copy', at: at.child(name) }]),
        ),
      );
}
