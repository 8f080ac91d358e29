import { stringify } from 'yaml';

/** Annotations alone, as they stand in an entity: what there is to add to a file that is not at hand. */
export function annotationsText(
  annotations: Readonly<Record<string, string>>,
): string {
  return stringify({ metadata: { annotations } }, { lineWidth: 0 });
}
