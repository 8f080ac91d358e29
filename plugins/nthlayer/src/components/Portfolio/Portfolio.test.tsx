import { entityRouteRef } from '@backstage/plugin-catalog-react';
import { renderInTestApp, TestApiProvider } from '@backstage/test-utils';
import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { useLocation } from 'react-router-dom';
import { FakePortfolioApi, portfolioItem } from '../../__testUtils__';
import { nthlayerApiRef } from '../../api';
import { Portfolio } from './Portfolio';

jest.setTimeout(60_000);

const company = [
  portfolioItem('analytics', {
    state: 'exhausted',
    tier: 'critical',
    worst: { slo: 'latency', remaining: -0.25 },
    excludedMs: 5_400_000,
    environment: 'staging',
  }),
  portfolioItem('inventory', {
    state: 'unknown',
    worst: { slo: 'availability', remaining: null },
  }),
  portfolioItem('checkout', {
    state: 'burning',
    owner: 'group:default/shop',
    worst: { slo: 'availability', remaining: 0.2 },
  }),
  portfolioItem('search', { stale: true, owner: undefined }),
  portfolioItem('new', { state: 'unknown', worst: null, owner: undefined }),
];

async function showPage(api: FakePortfolioApi, query = '') {
  let search = '';
  function Address() {
    search = useLocation().search;
    return null;
  }
  await renderInTestApp(
    <TestApiProvider apis={[[nthlayerApiRef, api]]}>
      <Portfolio />
      <Address />
    </TestApiProvider>,
    {
      mountedRoutes: { '/catalog/:namespace/:kind/:name': entityRouteRef },
      routeEntries: [`/${query}`],
    },
  );
  return { query: () => search };
}

const table = () =>
  screen.findByRole('table', { name: 'Services, the worst first' });

async function names() {
  const headers = within(await table()).getAllByRole('rowheader');
  return headers.map(header => within(header).getByRole('link').textContent);
}

describe('the page of all services', () => {
  it('shows services in the order of the API, each with what decides for it', async () => {
    await showPage(new FakePortfolioApi(company));
    expect(await names()).toEqual(company.map(({ name }) => name));
    const [first, second, , stale, fresh] = within(await table())
      .getAllByRole('row')
      .slice(1);
    expect(first).toHaveTextContent(/Exhausted.*latency.*−25\.0\s%/);
    await userEvent.hover(within(first).getByText('Exclusions'));
    expect(await screen.findByRole('tooltip')).toHaveTextContent(
      /^Up to 1 h 30 min of the window is excluded/,
    );
    expect(second).not.toHaveTextContent('Exclusions');
    expect(within(first).getByRole('meter')).toHaveAttribute(
      'aria-valuenow',
      '0',
    );
    expect(
      within(first).getByRole('link', { name: 'analytics' }),
    ).toHaveAttribute(
      'href',
      '/catalog/default/component/analytics/reliability?environment=staging',
    );
    expect(within(first).queryByText('Simulated')).not.toBeInTheDocument();
    expect(second).toHaveTextContent(/Unknown.*availability.*–/);
    expect(stale).toHaveTextContent(/Stale.*Healthy/);
    expect(fresh).toHaveTextContent('Not evaluated yet');
  });

  it('marks what is simulated', async () => {
    const dataSource = { name: 'demo', type: 'simulator', simulated: true };
    await showPage(new FakePortfolioApi([portfolioItem('a', { dataSource })]));
    expect(within(await table()).getByText('Simulated')).toBeInTheDocument();
  });

  it('counts services by state, and shows those of a state alone until it is clicked again', async () => {
    const user = userEvent.setup();
    const { query } = await showPage(new FakePortfolioApi(company));
    const unknown = await screen.findByRole('button', { name: 'Unknown: 2' });
    expect(
      screen.getByRole('button', { name: 'No traffic: 0' }),
    ).toBeInTheDocument();
    await user.click(unknown);
    await waitFor(async () =>
      expect(await names()).toEqual(['inventory', 'new']),
    );
    expect(query()).toBe('?state=unknown');
    expect(
      screen.getByRole('button', { name: 'Exhausted: 1' }),
    ).toBeInTheDocument();
    await user.click(screen.getByRole('button', { name: 'Unknown: 2' }));
    await waitFor(async () => expect(await names()).toHaveLength(5));
    expect(query()).toBe('');
  });

  it('counts by one request, and asks for owners when they are to be chosen from', async () => {
    const user = userEvent.setup();
    const api = new FakePortfolioApi(company);
    await showPage(api, '?owner=group:default/gone');
    await screen.findByRole('button', { name: 'Healthy: 0' });
    expect(api.rollupQueries).toMatchObject([
      { by: 'state', owner: 'group:default/gone' },
    ]);
    const owner = screen.getByLabelText('Owner');
    expect(owner).toHaveTextContent('gone');
    await user.click(owner);
    await user.click(await screen.findByRole('option', { name: 'shop' }));
    await waitFor(async () => expect(await names()).toEqual(['checkout']));
    expect(
      api.rollupQueries
        .slice(1)
        .map(({ by }) => by)
        .sort(),
    ).toEqual(['owner', 'state']);
  });

  it('searches for a text after a pause', async () => {
    const api = new FakePortfolioApi(company);
    await showPage(api);
    await table();
    await userEvent.type(screen.getByLabelText('Service'), 'check');
    await waitFor(async () => expect(await names()).toEqual(['checkout']));
    const texts = new Set(api.queries.map(({ text }) => text));
    expect([...texts]).toEqual([undefined, 'check']);
  });

  it('takes its filters from the address, and leaves out what is not one', async () => {
    const api = new FakePortfolioApi(company);
    await showPage(api, '?tier=critical&owner=group:default/payments&state=x');
    expect(await names()).toEqual(['analytics']);
    expect(api.queries[0]).toMatchObject({
      tier: 'critical',
      owner: 'group:default/payments',
      state: undefined,
    });
  });

  it('loads more by cursor', async () => {
    const api = new FakePortfolioApi(company, 3);
    await showPage(api);
    expect(await names()).toHaveLength(3);
    await userEvent.click(screen.getByRole('button', { name: 'Load more' }));
    await waitFor(async () => expect(await names()).toHaveLength(5));
    expect(api.queries.at(-1)).toMatchObject({ cursor: '3' });
    expect(
      screen.queryByRole('button', { name: 'Load more' }),
    ).not.toBeInTheDocument();
  });

  it('puts services together, and opens those of a group', async () => {
    const { query } = await showPage(
      new FakePortfolioApi(company),
      '?by=owner',
    );
    const groups = await screen.findByRole('table', {
      name: 'Services by owner, the worst first',
    });
    expect(within(groups).getAllByRole('row')).toHaveLength(4);
    expect(within(groups).getByText('None')).toBeInTheDocument();
    await userEvent.click(within(groups).getByRole('button', { name: 'shop' }));
    expect(await names()).toEqual(['checkout']);
    expect(query()).toBe('?owner=group%3Adefault%2Fshop');
  });

  it('gives the annotation to add when there is no service at all', async () => {
    await showPage(new FakePortfolioApi([]));
    expect(
      await screen.findByRole('button', { name: 'Copy annotation' }),
    ).toBeInTheDocument();
  });

  it('says that filters leave nothing', async () => {
    await showPage(new FakePortfolioApi(company), '?text=nobody');
    expect(
      await screen.findByText('No service matches these filters'),
    ).toBeInTheDocument();
  });

  it('shows an error, and tries again', async () => {
    const api = new FakePortfolioApi(company);
    api.failure = new Error('backend is down');
    await showPage(api);
    const retry = await screen.findByRole('button', { name: 'Try again' });
    expect(
      screen.getByRole('button', { name: 'Healthy: not known' }),
    ).toBeInTheDocument();
    api.failure = undefined;
    await userEvent.click(retry);
    expect(await names()).toHaveLength(5);
  });

  it('keeps what it has when a refresh fails, and says so', async () => {
    const api = new FakePortfolioApi(company, 3);
    await showPage(api);
    await table();
    api.failure = new Error('backend is down');
    await userEvent.click(screen.getByRole('button', { name: 'Load more' }));
    expect(await screen.findByRole('alert')).toHaveTextContent(
      'refresh-failed · backend is down',
    );
    expect(await names()).toHaveLength(3);
    api.failure = undefined;
    await userEvent.click(screen.getByRole('button', { name: 'Load more' }));
    await waitFor(async () => expect(await names()).toHaveLength(5));
  });
});
