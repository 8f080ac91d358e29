import { Diagnostic } from '@nthlayer/backstage-plugin-nthlayer-common';
import { Found, readField } from './readFields';
import { environmentRule } from './specRules';

/** The environments of a list, each once; absent when none of them is a name. */
export function readEnvironmentNames(
  list: Found<readonly unknown[]> | undefined,
): {
  readonly found?: Found<readonly Found<string>[]>;
  readonly diagnostics: readonly Diagnostic[];
} {
  if (list === undefined) {
    return { diagnostics: [] };
  }
  const read = list.value.map((_item, index) =>
    readField(list.at.child(index), environmentRule),
  );
  const names = new Map<string, Found<string>>();
  for (const { found } of read) {
    if (found && !names.has(found.value)) {
      names.set(found.value, found);
    }
  }
  return {
    ...(names.size > 0 && {
      found: { value: [...names.values()], at: list.at },
    }),
    diagnostics: read.flatMap(({ diagnostics }) => diagnostics),
  };
}
