import { Entity } from '@backstage/catalog-model';
import { Neighbours } from '@nthlayer/engine';

/** What the entities say that an entity is related to, for its hash; nothing where they say nothing. */
export function neighboursOf(
  { relations = [] }: Entity,
  neighbours: Neighbours | undefined,
): { readonly neighbours?: readonly (readonly string[])[] } {
  const said = relations.flatMap(({ targetRef }) => {
    const words = [
      neighbours?.technologies.get(targetRef)?.technology,
      neighbours?.domains.get(targetRef),
    ].filter(word => word !== undefined);
    return words.length > 0 ? [[targetRef, ...words]] : [];
  });
  return said.length > 0 ? { neighbours: said } : {};
}
