import { Diagnostic } from '@nthlayer/backstage-plugin-nthlayer-common';
import { NearbyFiles } from '../../beside/NearbyFiles';
import { quote } from '../../diagnostics';
import { SourceDocument } from '../../documents';
import { fieldsOf } from '../../reading';
import { Cursor, cursorOf, findingAt } from '../../specFile/cursor';
import { mergeDocuments } from '../mergeDocuments';
import { noteFields } from '../notes';
import { isGiven } from '../told';
import { templateMetadataFields, topFields } from './srmFields';

const NAME = /^[A-Za-z0-9][A-Za-z0-9._-]{0,200}$/;
/** Where templates lie, in the order in which NthLayer itself looks. */
const FOLDERS = ['.nthlayer/templates/', 'templates/'];

/**
 * A manifest of OpenSRM 1 with the `spec` of its template beneath its own; of an SLO of one name, that of the manifest
 * as a whole. One level, as NthLayer itself has it; a template that is not there is a warning.
 */
export function withTemplate(
  document: SourceDocument,
  nearby: NearbyFiles,
): {
  readonly document: SourceDocument;
  readonly diagnostics: readonly Diagnostic[];
} {
  const at = cursorOf(document).child('metadata').child('template');
  const { value: name } = at;
  const without = (...diagnostics: readonly Diagnostic[]) => ({
    document,
    diagnostics,
  });
  if (name === undefined || name === null) {
    return without();
  }
  if (typeof name !== 'string' || !NAME.test(name)) {
    return without(noTemplate(at, 'is not the name of a template'));
  }
  const lookup = nearby.first(
    FOLDERS.flatMap(folder => [
      `${folder}${name}.yaml`,
      `${folder}${name}.yml`,
    ]),
  );
  switch (lookup.kind) {
    case 'found': {
      const [template] = lookup.documents;
      const spec = template && cursorOf(template).child('spec');
      if (spec === undefined || !isGiven(spec)) {
        return without(
          ...lookup.diagnostics,
          noTemplate(at, `has no spec in ${lookup.path}`),
        );
      }
      const further = cursorOf(template).child('metadata').child('template');
      return isGiven(further)
        ? without(...lookup.diagnostics, oneLevel(further))
        : {
            document: mergeDocuments(
              { ...template, value: { spec: fieldsOf(template.value).spec } },
              document,
              isSlo,
            ),
            diagnostics: [
              ...lookup.diagnostics,
              ...noteFields(cursorOf(template), topFields),
              ...noteFields(
                cursorOf(template).child('metadata'),
                templateMetadataFields,
              ),
            ],
          };
    }
    case 'refused':
      return without({ ...lookup.problem, ...at.place() });
    case 'missing':
      return without(noTemplate(at, 'is not there'));
    default:
      return without(
        noTemplate(at, 'is not read, since no files are read from here'),
      );
  }
}

function isSlo(path: readonly (string | number)[]): boolean {
  return path.length === 3 && path[0] === 'spec' && path[1] === 'slos';
}

function noTemplate(at: Cursor, reason: string): Diagnostic {
  return findingAt(at.place(), {
    severity: 'warning',
    code: 'unknown-template',
    summary: `The template ${quote(at.value)} ${reason}.`,
    detail:
      'Nothing comes from it. A template is read from templates/<name>.yaml beside the manifest.',
  });
}

function oneLevel(at: Cursor): Diagnostic {
  return findingAt(at.place('key'), {
    severity: 'error',
    code: 'template-of-template',
    summary: 'A template extends another template.',
    detail:
      'Nothing comes from it. Put what both of them say into one template.',
  });
}
