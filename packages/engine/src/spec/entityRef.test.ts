import { entityRefOf } from './entityRef';

const DEFAULTS = { defaultKind: 'resource', defaultNamespace: 'shop' };

it.each([
  ['orders-db', 'resource:shop/orders-db'],
  ['Component:Orders', 'component:shop/orders'],
  ['api:other/orders.v1', 'api:other/orders.v1'],
  ['Default/orders', 'resource:default/orders'],
])('reads %s', (text, ref) => {
  expect(entityRefOf(text, DEFAULTS)?.ref).toBe(ref);
});

it.each([
  'a:b:c',
  'a/b/c',
  'resource:',
  ':a',
  '/a',
  'resource:/a',
  '1kind:a',
  'a b',
  'resource:shop_1/a',
  '-a',
  'a\u202eb',
  'a'.repeat(64),
  '',
  7,
  undefined,
])('knows that %j is no reference', text => {
  expect(entityRefOf(text, DEFAULTS)).toBeUndefined();
});
