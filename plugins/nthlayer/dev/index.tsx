import { createDevApp } from '@backstage/frontend-dev-utils';
import { ApiBlueprint } from '@backstage/frontend-plugin-api';
import catalogPlugin from '@backstage/plugin-catalog/alpha';
import { catalogApiRef } from '@backstage/plugin-catalog-react';
import { catalogApiMock } from '@backstage/plugin-catalog-react/testUtils';
import nthlayerPlugin, { nthlayerApiRef } from '../src';
import { component, FakeNthlayerApi } from '../src/__testUtils__';
import { scenarios } from './scenarios';

const catalogApi = ApiBlueprint.make({
  params: defineParams =>
    defineParams({
      api: catalogApiRef,
      deps: {},
      factory: () =>
        catalogApiMock({ entities: Object.keys(scenarios).map(component) }),
    }),
});

const nthlayerApi = ApiBlueprint.make({
  name: 'client',
  params: defineParams =>
    defineParams({
      api: nthlayerApiRef,
      deps: {},
      factory: () => new FakeNthlayerApi(scenarios),
    }),
});

createDevApp({
  features: [
    catalogPlugin.withOverrides({ extensions: [catalogApi] }),
    nthlayerPlugin.withOverrides({ extensions: [nthlayerApi] }),
  ],
});
