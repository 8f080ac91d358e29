import { ENTITY_STATUS_CATALOG_PROCESSING_TYPE } from '@backstage/catalog-client';
import { Entity } from '@backstage/catalog-model';
import { AlphaEntity, EntityStatusItem } from '@backstage/catalog-model/alpha';
import { Diagnostic } from '@nthlayer/backstage-plugin-nthlayer-common';

/** An entity that has the findings in its status, where the catalog keeps errors of its processing. */
export function withFindings(
  entity: Entity,
  diagnostics: readonly Diagnostic[],
): Entity {
  const items = diagnostics
    .filter(({ severity }) => severity !== 'info')
    .map(itemOf);
  if (items.length === 0) {
    return entity;
  }
  const { status } = entity as AlphaEntity;
  const found: AlphaEntity = {
    ...entity,
    status: { ...status, items: [...(status?.items ?? []), ...items] },
  };
  return found;
}

/** Panels of the catalog show the errors among the items that have an error object. */
function itemOf({
  severity,
  code,
  path,
  summary,
  detail,
}: Diagnostic): EntityStatusItem {
  const said = [`${path}: ${summary}`, ...(detail ? [detail] : [])].join(' ');
  return {
    type: ENTITY_STATUS_CATALOG_PROCESSING_TYPE,
    level: severity,
    message: `NthLayer: ${said}`,
    error: { name: 'NthLayerFinding', message: said, code },
  };
}
