import { Diagnostic } from '@nthlayer/backstage-plugin-nthlayer-common';
import { Cursor } from '../../specFile/cursor';
import { namedDependencies } from '../namedDependencies';
import { noteFields } from '../notes';
import { Told } from '../told';
import { toldDependency } from '../toldDependency';
import {
  dependenciesFields,
  dependencyFieldsOf,
  dependencyLists,
} from './legacyFields';

const EXAMPLES = {
  Component: 'orders',
  Resource: 'orders-db',
  External: 'stripe',
} as const;

/** What a resource of the kind `Dependencies` names, list by list. */
export function legacyDependencies(spec: Cursor): {
  readonly dependencies: readonly Told[];
  readonly diagnostics: readonly Diagnostic[];
} {
  const diagnostics = [...noteFields(spec, dependenciesFields)];
  const dependencies: Told[] = [];
  for (const [name, kind] of Object.entries(dependencyLists)) {
    const list = namedDependencies(spec.child(name), {
      field: 'name',
      example: EXAMPLES[kind],
      fields: dependencyFieldsOf[kind],
    });
    diagnostics.push(...list.diagnostics);
    dependencies.push(
      ...list.items.map(at =>
        toldDependency(at, {
          isService: kind === 'Component',
          ...(kind === 'Resource' && { technology: at.child('type') }),
        }),
      ),
    );
  }
  return { dependencies, diagnostics };
}
