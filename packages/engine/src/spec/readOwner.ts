import { Diagnostic } from '@nthlayer/backstage-plugin-nthlayer-common';
import { Reading } from './reading';
import { normalise, readRelation } from './readRelations';
import { findingAt } from './specFile/cursor';
import { Found } from './specFile/readFields';
import { SpecFields } from './specFile/specFields';

/** The owner that the catalog knows, since permissions rest on it; else the one that the spec file names. */
export function readOwner(
  entity: unknown,
  file: SpecFields | undefined,
  namespace: string,
): Reading<string | undefined> {
  const catalog = readRelation(entity, 'owner', namespace);
  const named = file?.owner;
  if (named === undefined) {
    return catalog;
  }
  const value = normalise(named.value, 'owner', namespace);
  if (catalog.value === undefined) {
    return { ...catalog, value, provenance: named.at.provenance() };
  }
  return catalog.value === value
    ? catalog
    : {
        ...catalog,
        diagnostics: [...catalog.diagnostics, differs(named, catalog.value)],
      };
}

function differs({ value, at }: Found<string>, owner: string): Diagnostic {
  return findingAt(at.place(), {
    severity: 'info',
    code: 'owner-differs',
    summary: `The spec names ${value} as owner, and the catalog ${owner}.`,
    detail: `That of the catalog is used. Write owner: ${owner}, or leave it out.`,
  });
}
