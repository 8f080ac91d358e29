import { mockServices } from '@backstage/backend-test-utils';
import { createCatalog } from '../__testUtils__/createCatalog';
import { createDatabase } from '../__testUtils__/databases';
import { createLedger } from '../__testUtils__/createLedger';
import { exampleEntity, exampleSpec } from '../__testUtils__/examples';
import { loadServiceResources } from './loadServiceResources';
import { nthlayerServiceRules } from './serviceRules';

describe('loadServiceResources', () => {
  it('knows compiled services, plain entities and nothing else, in order', async () => {
    const { services, add } = createLedger(await createDatabase('SQLITE_3'));
    await add(exampleSpec('a', { owner: 'group:default/x', tier: 'high' }));
    const resources = await loadServiceResources(
      [
        'component:default/missing',
        'component:default/plain',
        'component:default/a',
      ],
      {
        auth: mockServices.auth(),
        catalog: createCatalog([exampleEntity('plain', {})]),
        services,
      },
    );
    expect(resources).toEqual([
      undefined,
      { entityRef: 'component:default/plain', owner: 'group:default/team-a' },
      {
        entityRef: 'component:default/a',
        owner: 'group:default/x',
        tier: 'high',
      },
    ]);
  });
});

describe('nthlayerServiceRules', () => {
  const resource = {
    entityRef: 'component:default/a',
    owner: 'group:default/x',
    tier: 'high',
  };
  const { isOwner, hasTier } = nthlayerServiceRules;

  it.each([
    [isOwner.apply(resource, { claims: ['group:default/x'] }), true],
    [isOwner.apply(resource, { claims: ['group:default/y'] }), false],
    [isOwner.apply({ ...resource, owner: undefined }, { claims: [] }), false],
    [hasTier.apply(resource, { tiers: ['low', 'high'] }), true],
    [hasTier.apply(resource, { tiers: ['low'] }), false],
  ])('case %#', (actual, expected) => {
    expect(actual).toBe(expected);
  });
});
