import { metadataShape, OpenSloMetadata } from './metadata';
import {
  absent,
  exactlyOne,
  Field,
  Fields,
  forbidden,
  may,
  present,
  required,
  struct,
  Struct,
} from './schema';
import { choice, name } from './values';

/**
 * An object inside another one.
 *
 * @public
 */
export interface OpenSloInline<K extends string, S> {
  readonly kind?: K;
  readonly metadata?: OpenSloMetadata;
  readonly spec?: S;
}

/** An item of a list that names an object by `ref`, or holds it. */
export function itemShape<R extends string, K extends string, S>(
  ref: R,
  kind: K,
  spec: Field<S>['shape'],
): Struct<OpenSloInline<K, S> & { readonly [N in R]?: string }> {
  const fields = {
    [ref]: may(name, `Name of an ${kind}.`),
    kind: may(choice('unknown-kind', 'the kind', kind), `It is an ${kind}.`),
    metadata: may(metadataShape, 'How it is called.'),
    spec: may(spec, `What an object of the kind ${kind} says.`),
  };
  type Item = OpenSloInline<K, S> & { readonly [N in R]?: string };
  return struct<Item>(fields as unknown as Fields<Item>, [
    exactlyOne([ref, 'spec'], 'openslo-two-forms', {
      hint: `Keep ${ref}, or write out kind, metadata and spec.`,
    }),
    ...['kind', 'metadata'].flatMap(field => [
      required(field, { when: { all: [absent(ref), present('spec')] } }),
      forbidden(field, { when: present(ref), code: 'openslo-two-forms' }),
    ]),
  ]);
}
