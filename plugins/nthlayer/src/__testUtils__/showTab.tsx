import {
  EntityProvider,
  entityRouteRef,
} from '@backstage/plugin-catalog-react';
import { renderInTestApp, TestApiProvider } from '@backstage/test-utils';
import { nthlayerApiRef } from '../api';
import { ReliabilityContent } from '../components/ReliabilityContent';
import { component } from './component';
import { FakeNthlayerApi, Scenario } from './FakeNthlayerApi';

/** Renders the tab of one component that the API answers for as told. */
export async function showTab(scenario: Scenario): Promise<void> {
  const api = new FakeNthlayerApi({ 'payment-api': scenario });
  await renderInTestApp(
    <TestApiProvider apis={[[nthlayerApiRef, api]]}>
      <EntityProvider entity={component('payment-api')}>
        <ReliabilityContent />
      </EntityProvider>
    </TestApiProvider>,
    { mountedRoutes: { '/catalog/:namespace/:kind/:name': entityRouteRef } },
  );
}
