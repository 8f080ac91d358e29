import { Diagnostic } from '@nthlayer/backstage-plugin-nthlayer-common';
import { quote } from '../../diagnostics';
import { NearbyFiles } from '../../beside/NearbyFiles';
import { SourceDocument } from '../../documents';
import { textOf } from '../../reading';
import {
  Cursor,
  cursorOf,
  findingAt,
  placeOfMissing,
} from '../../specFile/cursor';
import { noteFields } from '../notes';
import { isGiven } from '../told';
import {
  ownerFields,
  templateFields,
  templateMetadataFields,
  templateSpecFields,
  topFields,
} from './manifestFields';

/** What templates are called. */
export const TEMPLATE_KIND = 'ServiceManifestTemplate';
const REFERENCE = /^(?:template:)?(?:[a-z0-9-]+\/)?([A-Za-z0-9._-]+)$/i;

/** Templates of a file, by name. */
export type Templates = ReadonlyMap<unknown, Cursor>;

/** The templates among the documents of a file; of two of one name the first. */
export function templatesOf(documents: readonly SourceDocument[]): Templates {
  const templates = new Map<unknown, Cursor>();
  for (const document of documents) {
    const at = cursorOf(document);
    const { value: name } = at.child('metadata').child('name');
    if (
      document.format === 'manifest' &&
      at.child('kind').value === TEMPLATE_KIND &&
      !templates.has(name)
    ) {
      templates.set(name, at);
    }
  }
  return templates;
}

/** Findings on templates that no manifest of their file extends, and on those of one name. */
export function templatesAlone(
  documents: readonly SourceDocument[],
  templates: Templates,
): readonly Diagnostic[] {
  const manifests = documents
    .filter(({ format }) => format === 'manifest')
    .map(cursorOf);
  const extended = new Set<unknown>(
    manifests.flatMap(at => extendedBy(at) ?? []),
  );
  return manifests
    .filter(at => at.child('kind').value === TEMPLATE_KIND)
    .flatMap(at => {
      const name = nameOf(at);
      if (textOf(name) === '') {
        return [nameless(at)];
      }
      if (templates.get(name)?.value !== at.value) {
        return [secondTemplate(at)];
      }
      return extended.has(name) ? [] : [alone(at)];
    });
}

function nameOf(at: Cursor): unknown {
  return at.child('metadata').child('name').value;
}

/** The name of the template that a manifest extends. */
function extendedBy(at: Cursor): string | undefined {
  const { value } = at.child('spec').child('template').child('extends');
  return REFERENCE.exec(typeof value === 'string' ? value : '')?.[1];
}

function nameless(at: Cursor): Diagnostic {
  const metadata = at.child('metadata');
  return findingAt(placeOfMissing(metadata, 'name'), {
    severity: 'error',
    code: 'missing-field',
    summary: 'The template has no name.',
    detail: 'No manifest can extend it. Add name under metadata.',
  });
}

function alone(at: Cursor): Diagnostic {
  return findingAt(at.child('kind').place(), {
    severity: 'warning',
    code: 'template-alone',
    summary: `The template ${quote(nameOf(at))} describes no service.`,
    detail: 'It is read with the manifests that extend it.',
  });
}

function secondTemplate(at: Cursor): Diagnostic {
  return findingAt(at.child('metadata').child('name').place(), {
    severity: 'error',
    code: 'duplicate-template',
    summary: `There is already a template called ${quote(nameOf(at))}.`,
    detail: 'The second one is left out. Put them together.',
  });
}

/** What came of looking for a template. */
interface Resolution {
  readonly spec?: Cursor;
  readonly diagnostics: readonly Diagnostic[];
}

/** The `spec` of the template that a manifest extends, out of the same file or one nearby; one level, as OpenSRM has it. */
export function resolveTemplate(
  template: Cursor,
  templates: Templates,
  nearby: NearbyFiles,
): Resolution {
  const diagnostics = [...noteFields(template, templateFields)];
  const reference = template.child('extends');
  const { value } = reference;
  if (value === undefined || value === null) {
    return { diagnostics };
  }
  const [, name] = REFERENCE.exec(typeof value === 'string' ? value : '') ?? [];
  if (name === undefined) {
    return { diagnostics: [...diagnostics, noName(reference)] };
  }
  const same = templates.get(name);
  const found = same
    ? { at: same, diagnostics: [] }
    : nearbyTemplate(reference, name, nearby);
  const spec = found.at?.child('spec');
  const further = spec?.child('template');
  return {
    ...(spec && { spec }),
    diagnostics: [
      ...diagnostics,
      ...found.diagnostics,
      ...(found.at ? templateNotes(found.at) : []),
      ...(further && isGiven(further) ? [oneLevel(further)] : []),
    ],
  };
}

function templateNotes(at: Cursor): readonly Diagnostic[] {
  const spec = at.child('spec');
  return [
    ...noteFields(at, topFields),
    ...noteFields(at.child('metadata'), templateMetadataFields),
    ...noteFields(spec, templateSpecFields),
    ...noteFields(spec.child('owner'), ownerFields),
  ];
}

/** Where templates lie, in the order in which NthLayer itself looks. */
const FOLDERS = ['templates/', '.nthlayer/templates/', ''];

function nearbyTemplate(
  reference: Cursor,
  name: string,
  nearby: NearbyFiles,
): { readonly at?: Cursor; readonly diagnostics: readonly Diagnostic[] } {
  const lookup = nearby.first(
    FOLDERS.flatMap(folder => [
      `${folder}${name}.yaml`,
      `${folder}${name}.yml`,
    ]),
  );
  switch (lookup.kind) {
    case 'found': {
      const templates = templatesOf(lookup.documents);
      const [only] = templates.size === 1 ? templates.values() : [];
      const at = templates.get(name) ?? only;
      return {
        ...(at && { at }),
        diagnostics: [
          ...lookup.diagnostics,
          ...(at || lookup.documents.length === 0
            ? []
            : [noTemplate(reference, lookup.path)]),
        ],
      };
    }
    case 'refused':
      return { diagnostics: [{ ...lookup.problem, ...reference.place() }] };
    case 'missing':
      return { diagnostics: [notFound(reference, name)] };
    default:
      return { diagnostics: [notLookedFor(reference)] };
  }
}

function noName(at: Cursor): Diagnostic {
  return findingAt(at.place(), {
    severity: 'error',
    code: 'unknown-template',
    summary: `${quote(at.value)} is not the name of a template.`,
    detail:
      'Nothing comes from it. A template is named, not located: template:default/payments-base is read from templates/payments-base.yaml.',
  });
}

function notFound(at: Cursor, name: string): Diagnostic {
  return findingAt(at.place(), {
    severity: 'error',
    code: 'unknown-template',
    summary: `There is no template ${quote(at.value)}.`,
    detail: `Nothing comes from it. Write the ${TEMPLATE_KIND} into templates/${name}.yaml beside the manifest, or into the same file as a document of its own.`,
  });
}

function notLookedFor(at: Cursor): Diagnostic {
  return findingAt(at.place(), {
    severity: 'error',
    code: 'unknown-template',
    summary: `There is no template ${quote(at.value)} in this file.`,
    detail: `No files beside it are read here, and nothing comes from it. Put the ${TEMPLATE_KIND} into the same file, as a document of its own.`,
  });
}

function noTemplate(at: Cursor, path: string): Diagnostic {
  return findingAt(at.place(), {
    severity: 'error',
    code: 'unknown-template',
    summary: `There is no template ${quote(at.value)} in ${path}.`,
    detail: `Nothing comes from it. The file must hold a document of the kind ${TEMPLATE_KIND}.`,
  });
}

function oneLevel(at: Cursor): Diagnostic {
  return findingAt(at.place('key'), {
    severity: 'error',
    code: 'template-of-template',
    summary: 'A template extends another template.',
    detail:
      'Only the first one is read. Put what both of them say into one template.',
  });
}
