import { contentOf } from './contentOf';

describe('contentOf', () => {
  it.each([
    ['apiVersion: backstage.io/v1alpha1\nkind: Component', true],
    ['kind: Template\napiVersion: scaffolder.backstage.io/v1beta3', true],
    ['# mine\n---\n"apiVersion": "backstage.io/v1alpha1"', true],
    ['{"kind":"Component","apiVersion":"backstage.io/v1alpha1"}', true],
    ['- apiVersion: backstage.io/v1alpha1', true],
    ["apiVersion: 'backstage.io/v1beta1'\r\n", true],
    ['apiVersion: v1', false],
    ['# apiVersion: backstage.io/v1alpha1', false],
    ['apiVersion: notbackstage.iox/v1', false],
  ])('finds entities in %j: %s', (text, entities) => {
    expect(contentOf(text).entities).toBe(entities);
  });

  it.each([
    ['apiVersion: nthlayer.dev/v1alpha1', true],
    ['apiVersion: openslo/v1', true],
    ['apiVersion: openslo.com/v2alpha', true],
    ['apiVersion: apps/v1', false],
    ['text: nthlayer.dev/tier', false],
  ])('finds specs in %j: %s', (text, specs) => {
    expect(contentOf(text)).toEqual({ entities: false, specs });
  });
});
