import {
  createExtensionTester,
  renderTestApp,
} from '@backstage/frontend-test-utils';
import { EntityContentBlueprint } from '@backstage/plugin-catalog-react/alpha';
import { createTestEntityPage } from '@backstage/plugin-catalog-react/testUtils';
import { screen } from '@testing-library/react';
import nthlayerPlugin, { isReliabilityAvailable, nthlayerApiRef } from '.';
import {
  component,
  FakeNthlayerApi,
  FakePortfolioApi,
  notSetUpService,
  portfolioItem,
} from './__testUtils__';
import { portfolioPage, reliabilityEntityContent } from './plugin';

const { filterFunction, title, group } = EntityContentBlueprint.dataRefs;
const entity = component('payment-api');

describe('the plugin of the new frontend system', () => {
  it('brings its client, its tab and its page', () => {
    expect(nthlayerPlugin.getExtension('page:nthlayer')).toBeDefined();
    expect(
      nthlayerPlugin.getExtension('entity-content:nthlayer/reliability'),
    ).toBeDefined();
    expect(nthlayerPlugin.getExtension('api:nthlayer/client')).toBeDefined();
  });

  it('names the tab and puts it in no group that would hide it', () => {
    const tester = createExtensionTester(reliabilityEntityContent);
    expect(tester.get(title)).toBe('Reliability');
    expect(tester.get(group)).toBeUndefined();
  });

  it.each([
    ['Component', true],
    ['component', true],
    ['System', false],
    ['API', false],
  ])('has a tab for the kind %s: %p', (kind, has) => {
    const tester = createExtensionTester(reliabilityEntityContent);
    expect(tester.get(filterFunction)?.({ ...entity, kind })).toBe(has);
    expect(isReliabilityAvailable({ ...entity, kind })).toBe(has);
  });

  it('renders the tab on an entity page', async () => {
    const api = new FakeNthlayerApi({
      'payment-api': { service: () => notSetUpService() },
    });
    renderTestApp({
      extensions: [createTestEntityPage({ entity }), reliabilityEntityContent],
      apis: [[nthlayerApiRef, api]],
    });
    expect(
      await screen.findByText('Reliability is not set up for this component'),
    ).toBeInTheDocument();
  });

  it('renders the page of all services', async () => {
    const api = new FakePortfolioApi([portfolioItem('payment-api')]);
    renderTestApp({
      extensions: [createTestEntityPage({ entity }), portfolioPage],
      apis: [[nthlayerApiRef, api]],
      initialRouteEntries: ['/reliability'],
    });
    expect(await screen.findByText('payment-api')).toBeInTheDocument();
  });
});
