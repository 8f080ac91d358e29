import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import {
  defaultGenerationSettings,
  generateFolders,
  generateSharedFolders,
  readServiceSpec,
  specContextOf,
} from '@nthlayer/engine';
import { parse, stringify } from 'yaml';
import {
  ALERTMANAGER,
  AlertmanagerServer,
  PostedAlert,
  startAlertmanager,
} from '../harness/alertmanagerServer';
import { HttpReceiver, startHttpReceiver } from '../harness/httpReceiver';
import { describeWith } from '../harness/tools';
import { waitFor } from '../harness/waitFor';

/** The routes wait half a minute so that alerts come together; a test need not. */
const GROUP_WAIT = '200ms';
const GROUP_INTERVAL = '300ms';
/** Several intervals: what is to be said twice has been said by then. */
const SETTLED_MS = 1000;
const KEY = 'R0UT1NGK3Y';
const KEY_FILE = 'payments.routing-key';

/** Events v2 of PagerDuty. */
interface PagerDutyEvent {
  readonly routing_key: string;
  readonly event_action: string;
  readonly dedup_key: string;
  readonly client: string;
  readonly payload: {
    readonly summary: string;
    readonly source: string;
    readonly severity: string;
    readonly component: string;
    readonly group: string;
    readonly class: string;
    readonly custom_details: Readonly<Record<string, string>>;
  };
}

interface Route {
  group_wait: string;
  group_interval: string;
}

interface Receiver {
  readonly name: string;
  readonly pagerduty_configs?: { routing_key_file: string }[];
}

interface Fragment {
  readonly route: { readonly routes: Route[] };
  readonly receivers: Receiver[];
  readonly inhibit_rules: unknown[];
}

interface AlertRule {
  readonly expr: string;
  readonly alert?: string;
  readonly labels?: Readonly<Record<string, string>>;
}

function generated() {
  const settings = { ...defaultGenerationSettings, outputs: ['alertmanager'] };
  const result = readServiceSpec(
    {
      apiVersion: 'backstage.io/v1alpha1',
      kind: 'Component',
      metadata: {
        name: 'payment-api',
        annotations: { 'nthlayer.dev/tier': 'critical' },
      },
      spec: { type: 'service', owner: 'group:default/payments' },
    },
    specContextOf(settings),
  );
  if (result.kind !== 'spec') {
    throw new Error(result.reason);
  }
  const { spec } = result;
  const {
    folders: [{ files, environment, slos }],
  } = generateFolders(spec, settings);
  const contentOf = (name: string) =>
    parse(files.find(({ path }) => path === name)?.content ?? '');
  const shared = generateSharedFolders([{ spec, environment, slos }], {
    ...settings,
    layout: 'shared',
  }).folders.find(({ path }) => path === 'alertmanager');
  const groups: { rules: AlertRule[] }[] = contentOf('rules.yaml').groups;
  const fragments: readonly (readonly [string, Fragment])[] = [
    ['a service', contentOf('alertmanager.yaml')],
    ['many services', parse(shared?.files[0].content ?? '')],
  ];
  return { fragments, rules: groups.flatMap(({ rules }) => rules) };
}

const { fragments, rules } = generated();

/** The alert that a generated rule would fire: its expression says for which SLO and level. */
function alertOf(slo: string, burn: string): PostedAlert {
  const { alert = '', labels = {} } =
    rules.find(rule => rule.expr.includes(`"burn", "${burn}"`)) ?? {};
  const summary = `${burn} of ${slo}`;
  return {
    labels: { alertname: alert, ...labels, slo, burn },
    annotations: { summary, description: 'Spent fast.' },
  };
}

function ended(alert: PostedAlert): PostedAlert {
  return { ...alert, endsAt: new Date().toISOString() };
}

/** The fragment in a configuration whose own receiver and whose PagerDuty are the receiver's. */
function configOf(fragment: Fragment, url: string, folder: string): string {
  const {
    route: { routes },
    receivers,
    inhibit_rules,
  } = structuredClone(fragment);
  for (const route of routes) {
    route.group_wait = GROUP_WAIT;
    route.group_interval = GROUP_INTERVAL;
  }
  for (const { pagerduty_configs: calls = [] } of receivers) {
    for (const call of calls) {
      call.routing_key_file = join(folder, KEY_FILE);
    }
  }
  return stringify({
    global: { pagerduty_url: `${url}/v2/enqueue` },
    route: {
      receiver: 'default',
      group_wait: GROUP_WAIT,
      group_interval: GROUP_INTERVAL,
      routes,
    },
    receivers: [
      { name: 'default', webhook_configs: [{ url: `${url}/default` }] },
      ...receivers,
    ],
    inhibit_rules,
  });
}

describeWith(ALERTMANAGER).each(fragments)(
  'the fragment of %s in a real Alertmanager',
  (_, fragment) => {
    let receiver: HttpReceiver;
    let server: AlertmanagerServer;

    beforeAll(async () => {
      receiver = await startHttpReceiver();
      server = await startAlertmanager({
        config: folder => configOf(fragment, receiver.url, folder),
        files: { [KEY_FILE]: `${KEY}\n` },
      });
    }, 30_000);

    afterAll(async () => {
      await server?.stop();
      await receiver?.stop();
    });

    const events = () =>
      receiver.received
        .filter(({ path }) => path === '/v2/enqueue')
        .map(({ body }) => body as PagerDutyEvent);
    /** What PagerDuty was told, in a few words. */
    const told = () =>
      events()
        .map(({ event_action: action, payload }) =>
          [action, payload.severity, payload.custom_details.slo].join(' '),
        )
        .sort();
    const settle = async (count: number) => {
      await waitFor(
        `${count} events`,
        () => (events().length >= count ? true : undefined),
        { timeoutMs: 8000, intervalMs: 50 },
      );
      await sleep(SETTLED_MS);
    };
    const page = alertOf('availability', 'page-fast');
    const slowPage = alertOf('availability', 'page-slow');
    const ticket = alertOf('availability', 'ticket-fast');
    const otherSlo = alertOf('latency', 'ticket-fast');
    const foreign = {
      labels: {
        alertname: 'DiskFull',
        service: 'payment-api',
        burn: 'page-slow',
      },
    };

    it('calls once for the fastest burn of an SLO, and leaves the other SLO and other alerts alone', async () => {
      await server.post([page, slowPage, ticket, otherSlo, foreign]);
      await settle(2);
      expect(told()).toEqual([
        'trigger critical availability',
        'trigger warning latency',
      ]);
      const others = receiver.received.filter(
        ({ path }) => path === '/default',
      );
      expect(others.map(({ body }) => body)).toEqual([
        expect.objectContaining({
          alerts: [expect.objectContaining({ labels: foreign.labels })],
        }),
      ]);
    });

    it('sends what PagerDuty takes, with the key of the file', () => {
      const event = events().find(
        ({ payload }) => payload.severity === 'critical',
      );
      expect(event).toMatchObject({
        routing_key: KEY,
        event_action: 'trigger',
        dedup_key: expect.stringMatching(/^[0-9a-f]{64}$/),
        client: 'NthLayer',
        payload: {
          summary: 'page-fast of availability',
          source: 'NthLayer',
          severity: 'critical',
          component: 'payment-api',
          group: 'payments',
          class: page.labels.alertname,
          custom_details: {
            slo: 'availability',
            environment: 'production',
            description: 'Spent fast.',
          },
        },
      });
    });

    it('tells the end of a page to its receiver, and then the ticket that it hid', async () => {
      await server.post([ended(page), ended(slowPage), ticket]);
      await settle(4);
      expect(told()).toEqual([
        'resolve critical availability',
        'trigger critical availability',
        'trigger warning availability',
        'trigger warning latency',
      ]);
      const [first, second] = events().filter(
        ({ payload }) => payload.severity === 'critical',
      );
      expect(second.dedup_key).toBe(first.dedup_key);
    });
  },
);
