import { Diagnostic } from '@nthlayer/backstage-plugin-nthlayer-common';
import { Cursor } from '../../specFile/cursor';
import { itemsOf, noteFields } from '../notes';
import { Told } from '../told';
import { toldDependency } from '../toldDependency';
import {
  dependenciesFields,
  dependencyFields,
  dependencyLists,
} from './legacyFields';

/** What a resource of the kind `Dependencies` names, list by list. */
export function legacyDependencies(spec: Cursor): {
  readonly dependencies: readonly Told[];
  readonly diagnostics: readonly Diagnostic[];
} {
  const diagnostics = [...noteFields(spec, dependenciesFields)];
  const dependencies: Told[] = [];
  for (const [name, kind] of Object.entries(dependencyLists)) {
    const list = itemsOf(spec.child(name), 'a list of dependencies');
    diagnostics.push(...list.diagnostics);
    for (const at of list.items) {
      diagnostics.push(...noteFields(at, dependencyFields));
      dependencies.push(
        toldDependency(at, {
          isService: kind === 'Component',
          ...(kind === 'Resource' && { technology: at.child('type') }),
        }),
      );
    }
  }
  return { dependencies, diagnostics };
}
