import { Diagnostic } from '@nthlayer/backstage-plugin-nthlayer-common';
import { Found, readField } from './readFields';
import { groupLabelRule } from './labelRules';

/** The labels that an SLO is split by, each once; absent when none of them can be. */
export function readGroupBy(list: Found<readonly unknown[]> | undefined): {
  readonly found?: Found<readonly string[]>;
  readonly diagnostics: readonly Diagnostic[];
} {
  if (list === undefined) {
    return { diagnostics: [] };
  }
  const read = list.value.map((_item, index) =>
    readField(list.at.child(index), groupLabelRule),
  );
  const value = [...new Set(read.flatMap(({ found }) => found?.value ?? []))];
  return {
    ...(value.length > 0 && { found: { value, at: list.at } }),
    diagnostics: read.flatMap(({ diagnostics }) => diagnostics),
  };
}
