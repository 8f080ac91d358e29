import type { ReadyServiceDto } from '@nthlayer/backstage-plugin-nthlayer-common';
import { freePort } from '../harness/freePort';
import { Portal, signIn, startPortal } from '../harness/portal';
import { describeWith } from '../harness/tools';
import { waitFor } from '../harness/waitFor';

const RULE_GROUP = 'nthlayer/production/checkout-service';

interface RuleGroups {
  readonly data: { readonly groups: readonly { readonly name: string }[] };
}

// The whole command, with a day of history in place of a month.
describeWith('prometheus', 'promtool')('npm run start:prometheus', () => {
  let portal: Portal;
  let prometheusPort: number;

  beforeAll(async () => {
    prometheusPort = await freePort();
    portal = await startPortal(
      {},
      {
        command: 'start:prometheus',
        args: [
          ...['--prometheus-port', String(prometheusPort)],
          ...['--simulator-port', String(await freePort())],
        ],
        env: { NTHLAYER_DEMO_HISTORY_DAYS: '1' },
      },
    );
  });

  afterAll(async () => {
    await portal?.stop();
  });

  it('shows budgets that a real Prometheus counted, with the generated rules loaded', async () => {
    const reply = await fetch(
      `http://127.0.0.1:${prometheusPort}/api/v1/rules`,
    );
    const { data } = (await reply.json()) as RuleGroups;
    expect(data.groups.map(({ name }) => name)).toContain(RULE_GROUP);

    const authorization = `Bearer ${await signIn(portal)}`;
    const service = await waitFor(
      'figures of checkout-service',
      async () => {
        const response = await fetch(
          `${portal.apiUrl}/nthlayer/services/component/default/checkout-service`,
          { headers: { authorization } },
        );
        const found = (await response.json()) as ReadyServiceDto;
        const known = found.slos?.every(
          ({ groups }) => groups[0]?.status?.sums.knownTiles,
        );
        return known ? found : undefined;
      },
      { timeoutMs: 180_000, intervalMs: 2_000 },
    );
    expect(service.dataSource).toMatchObject({
      type: 'prometheus',
      simulated: false,
    });
    const availability = service.slos.find(
      ({ name }) => name === 'availability',
    );
    const status = availability?.groups[0].status;
    expect(status?.sums.bad).toBeGreaterThan(0);
    expect(status?.state).not.toBe('healthy');
  });
});
