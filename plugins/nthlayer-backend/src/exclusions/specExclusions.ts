/** What the ids of exclusions begin with that a spec file has. */
export const SPEC_EXCLUSION = 'spec-';

/** Whether an exclusion stands in a spec file, where it must be taken out as well. */
export function isSpecExclusion(id: string): boolean {
  return id.startsWith(SPEC_EXCLUSION);
}
