import {
  EntityProvider,
  entityRouteRef,
} from '@backstage/plugin-catalog-react';
import { renderInTestApp, TestApiProvider } from '@backstage/test-utils';
import { useLocation } from 'react-router-dom';
import { nthlayerApiRef } from '../api';
import { ReliabilityContent } from '../components/ReliabilityContent';
import { component } from './component';
import { FakeNthlayerApi, Scenario } from './FakeNthlayerApi';

/**
 * Renders the tab of one component that the API answers for as told, at an address with this query. Answers how to
 * read the query as it is later.
 */
export async function showTab(
  scenario: Scenario,
  query: string = '',
): Promise<{ query(): string }> {
  const api = new FakeNthlayerApi({ 'payment-api': scenario });
  let search = '';
  function Address() {
    search = useLocation().search;
    return null;
  }
  await renderInTestApp(
    <TestApiProvider apis={[[nthlayerApiRef, api]]}>
      <EntityProvider entity={component('payment-api')}>
        <ReliabilityContent />
        <Address />
      </EntityProvider>
    </TestApiProvider>,
    {
      mountedRoutes: { '/catalog/:namespace/:kind/:name': entityRouteRef },
      routeEntries: [`/${query}`],
    },
  );
  return { query: () => search };
}
