import {
  EntityProvider,
  entityRouteRef,
} from '@backstage/plugin-catalog-react';
import {
  registerMswTestHooks,
  renderInTestApp,
  TestApiProvider,
} from '@backstage/test-utils';
import { discoveryApiRef, fetchApiRef } from '@backstage/core-plugin-api';
import { NthlayerClient } from '@nthlayer/backstage-plugin-nthlayer-common';
import { screen } from '@testing-library/react';
import { http, HttpResponse } from 'msw';
import { setupServer } from 'msw/node';
import { Route, Routes } from 'react-router-dom';
import { nthlayerApiRef } from './api';
import {
  component,
  FakePortfolioApi,
  notSetUpService,
  portfolioItem,
} from './__testUtils__';
import {
  EntityReliabilityContent,
  isReliabilityAvailable,
  nthlayerPlugin,
  ReliabilityPortfolioPage,
} from './legacy';

const BASE = 'http://localhost:7007/api/nthlayer';
const PATH = `${BASE}/services/component/default/payment-api`;

const client = new NthlayerClient({
  discoveryApi: { getBaseUrl: async () => BASE },
  fetchApi: { fetch: (...args) => fetch(...args) },
});

async function showTab() {
  await renderInTestApp(
    <TestApiProvider apis={[[nthlayerApiRef, client]]}>
      <EntityProvider entity={component('payment-api')}>
        <Routes>
          <Route path="/" element={<EntityReliabilityContent />} />
        </Routes>
      </EntityProvider>
    </TestApiProvider>,
  );
}

describe('the plugin of the legacy frontend system', () => {
  const server = setupServer();
  registerMswTestHooks(server);

  it('provides the client from discovery and fetch', () => {
    const [factory] = [...nthlayerPlugin.getApis()];
    expect(factory.api.id).toBe(nthlayerApiRef.id);
    expect(factory.deps).toEqual({
      discoveryApi: discoveryApiRef,
      fetchApi: fetchApiRef,
    });
    expect(isReliabilityAvailable(component('payment-api'))).toBe(true);
  });

  it('renders the tab from an answer of the backend', async () => {
    server.use(http.get(PATH, () => HttpResponse.json(notSetUpService())));
    await showTab();
    expect(
      await screen.findByText('Reliability is not set up for this component'),
    ).toBeInTheDocument();
  });

  it("shows the backend's own error", async () => {
    const body = {
      error: { name: 'NotFoundError', message: 'No such service' },
      response: { statusCode: 404 },
    };
    server.use(http.get(PATH, () => HttpResponse.json(body, { status: 404 })));
    await showTab();
    expect((await screen.findAllByText(/404/)).length).toBeGreaterThan(0);
    expect(
      screen.getByRole('button', { name: 'Try again' }),
    ).toBeInTheDocument();
  });

  it('renders the page of all services', async () => {
    const api = new FakePortfolioApi([portfolioItem('payment-api')]);
    await renderInTestApp(
      <TestApiProvider apis={[[nthlayerApiRef, api]]}>
        <Routes>
          <Route path="/" element={<ReliabilityPortfolioPage />} />
        </Routes>
      </TestApiProvider>,
      {
        mountedRoutes: { '/catalog/:namespace/:kind/:name': entityRouteRef },
      },
    );
    expect(
      await screen.findByRole('link', { name: 'payment-api' }),
    ).toBeInTheDocument();
    expect(
      screen.getByRole('heading', { name: 'Reliability' }),
    ).toBeInTheDocument();
  });
});
