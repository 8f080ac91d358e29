import { contentOf, isLegacyFile } from './contentOf';

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
    ['apiVersion: srm/v1', true],
    ['apiVersion: opensrm.nthlayer.io/v2', true],
    ['apiVersion: apps/v1', false],
    ['text: nthlayer.dev/tier', false],
  ])('finds specs in %j: %s', (text, specs) => {
    expect(contentOf(text)).toEqual({ entities: false, specs });
  });

  it.each([
    ['service:\n  name: a\n  tier: low\n', true],
    ['{ "service": { "name": "a", "team": "b" }, "resources": [] }', true],
    ['environment: prod\nservice:\n  tier: low\n', true],
    ['service:\n  type: ClusterIP\nlabels:\n  team: a\nresources: {}\n', false],
    ['service:\n  name: a\n', false],
    ['service: {{ .Values.a }}\n  team: [', false],
  ])("finds NthLayer's first format in %j: %s", (text, expected) => {
    expect(isLegacyFile({ path: 'a.yaml', text })).toBe(expected);
  });
});
