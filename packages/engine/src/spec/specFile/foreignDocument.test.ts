import { readText } from '../formats/__testUtils__/readText';

it.each([
  [
    'a service without service',
    'name: pay\ntier: low\nteam: shop\ndependencies: [postgresql]\n',
    'name',
    'Put name, tier, team under service:',
  ],
  ['a service in one word', 'service: pay\ntier: low\n', 'service', 'service:'],
  [
    'a service without a name',
    'service: { type: api }\nresources: []\n',
    'service',
    'Write name, tier',
  ],
  [
    'services',
    'services: { name: pay, tier: low }\n',
    'services',
    'Did you mean service?',
  ],
  [
    'another version of ours',
    'apiVersion: nthlayer/v1alpha1\nkind: ServiceSpec\n',
    'apiVersion',
    'Did you mean "nthlayer.dev/v1alpha1"?',
  ],
  [
    'a version by its kind',
    'apiVersion: v1\nkind: ServiceManifest\n',
    'apiVersion',
    'Did you mean "opensrm.nthlayer.io/v2"?',
  ],
  [
    'a map of resources',
    'service: { name: pay, tier: low }\nresources: { a: { kind: SLO } }\n',
    'resources',
    'Begin each resource with a dash',
  ],
  [
    'what an environment has in no list',
    'environment: prod\nresources: 5\n',
    'resources',
    'Begin each resource with a dash',
  ],
  ['a text', 'hello\n', '', 'Specs are written in nthlayer.dev/v1alpha1'],
  ['a list of nothing', '- \n', '', 'Specs are written in'],
  ['anything', 'a: 1\n', 'apiVersion', 'Specs are written in'],
])('says how %s becomes a spec', (_what, text, path, hint) => {
  const { diagnostics } = readText(text);
  expect(diagnostics).toMatchObject([
    { code: 'unknown-format', path, detail: expect.stringContaining(hint) },
  ]);
});
