import { Diagnostic } from '@nthlayer/backstage-plugin-nthlayer-common';
import { quote } from '../../diagnostics';
import { SourceDocument } from '../../documents';
import { Cursor, cursorOf, findingAt } from '../../specFile/cursor';
import { noteFields } from '../notes';
import { specFields, templateFields } from './manifestFields';

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

/** The `spec` of the template that a manifest extends, out of the same file; one level, as OpenSRM has it. */
export function resolveTemplate(
  template: Cursor,
  templates: Templates,
): { readonly spec?: Cursor; readonly diagnostics: readonly Diagnostic[] } {
  const diagnostics = [...noteFields(template, templateFields)];
  const reference = template.child('extends');
  const { value } = reference;
  if (value === undefined || value === null) {
    return { diagnostics };
  }
  const [, name] = REFERENCE.exec(typeof value === 'string' ? value : '') ?? [];
  const found = templates.get(name);
  if (name === undefined || found === undefined) {
    return { diagnostics: [...diagnostics, notFound(reference)] };
  }
  const spec = found.child('spec');
  const further = spec.child('template');
  return {
    spec,
    diagnostics: [
      ...diagnostics,
      ...noteFields(spec, specFields),
      ...(further.value === undefined ? [] : [oneLevel(further)]),
    ],
  };
}

function notFound(at: Cursor): Diagnostic {
  return findingAt(at.place(), {
    severity: 'error',
    code: 'unknown-template',
    summary: `There is no template ${quote(at.value)} in this file.`,
    detail: `Nothing comes from it. Put the ${TEMPLATE_KIND} into the same file, as a document of its own.`,
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
