import { Diagnostic } from '@nthlayer/backstage-plugin-nthlayer-common';
import { NearbyFiles } from '../../beside/NearbyFiles';
import { quote } from '../../diagnostics';
import { Cursor, cursorOf, findingAt } from '../../specFile/cursor';
import { noteFields, objectsOf } from '../notes';
import { isGiven } from '../told';
import { RESOURCES, templateFields } from './legacyFields';
import { substituteVariables, Variables } from './substitute';
import { isBuiltIn, unknownTemplate } from './templates';

const NAME = /^[A-Za-z0-9][A-Za-z0-9._-]{0,200}$/;

/** Resources that a template of one's own gives to a service. */
interface TemplateResources {
  readonly items: readonly Cursor[];
  readonly diagnostics: readonly Diagnostic[];
}

const nothing: TemplateResources = { items: [], diagnostics: [] };

/**
 * The resources of the template `.nthlayer/templates/<name>.yaml` that a service names, without those that the service
 * has of the same kind and name. Nothing where it names a built-in one.
 */
export function customTemplate(
  at: Cursor,
  own: readonly Cursor[],
  {
    nearby,
    variables,
  }: { readonly nearby: NearbyFiles; readonly variables: Variables },
): TemplateResources {
  const { value: name } = at;
  if (name === undefined || name === null || isBuiltIn(name)) {
    return nothing;
  }
  if (typeof name !== 'string' || !NAME.test(name)) {
    return { items: [], diagnostics: [unknownTemplate(at)] };
  }
  const lookup = nearby.first([`.nthlayer/templates/${name}.yaml`]);
  if (lookup.kind === 'refused') {
    return {
      items: [],
      diagnostics: [{ ...lookup.problem, ...at.place() }],
    };
  }
  if (lookup.kind !== 'found') {
    return { items: [], diagnostics: [unknownTemplate(at)] };
  }
  const [template] = lookup.documents;
  if (
    template === undefined ||
    !isGiven(cursorOf(template).child('resources'))
  ) {
    return {
      items: [],
      diagnostics: [...lookup.diagnostics, noResources(at, lookup.path)],
    };
  }
  const { document, diagnostics } = substituteVariables(template, variables);
  const list = objectsOf(cursorOf(document).child('resources'), ...RESOURCES);
  const taken = new Set(own.map(keyOf));
  return {
    items: list.items.filter(each => !taken.has(keyOf(each))),
    diagnostics: [
      ...lookup.diagnostics,
      ...noteFields(cursorOf(template), templateFields),
      ...diagnostics,
      ...list.diagnostics,
    ],
  };
}

function keyOf(resource: Cursor): string {
  return JSON.stringify(
    ['kind', 'name'].map(field => resource.child(field).value),
  );
}

function noResources(at: Cursor, path: string): Diagnostic {
  return findingAt(at.place(), {
    severity: 'error',
    code: 'unknown-template',
    summary: `The template ${quote(at.value)} has no resources in ${path}.`,
    detail: 'No SLO comes from it. Give it a list of resources.',
  });
}
