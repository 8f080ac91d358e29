import {
  availabilitySlo,
  budgetStatus,
  latencySlo,
  notSetUpService,
  readyService,
  Scenario,
  sloHistory,
} from '../src/__testUtils__';
import { findings } from './findings';
import { specFile } from './specFile';

const DAY = 86_400_000;
const TOTAL = 43_200_000;
const OBJECTIVES = { availability: 0.9995, latency: 0.99 } as const;

const now = () => Date.now();

/** Traffic of a day, with its peak in the afternoon. */
const totalInHour = (hour: number) =>
  Math.round(60_000 + 35_000 * Math.sin(((hour % 24) - 8) * (Math.PI / 12)));

/** A quiet month with one outage at night, a slow burn and two gaps. */
function badInHour(hour: number, scale: number): number | null {
  if ((hour > 190 && hour < 214) || (hour > 500 && hour < 506)) {
    return null;
  }
  const noise = (3 + (hour % 7)) * scale;
  const outage = hour >= 331 && hour <= 333 ? 1_900 * scale : 0;
  const slowBurn = hour > 640 && hour < 700 ? 55 * scale : 0;
  return Math.round(noise + outage + slowBurn);
}

const scaleOf = (slo: string) => (slo === 'latency' ? 23 : 1);

/** Bad events of the whole month, so that cards and charts agree. */
function spent(slo: string): number {
  const hours = Array.from({ length: 720 }, (_, hour) => hour);
  return hours.reduce(
    (sum, hour) => sum + (badInHour(hour, scaleOf(slo)) ?? 0),
    0,
  );
}

function demoHistory(slo: string) {
  const scale = scaleOf(slo);
  const objective = slo === 'latency' ? OBJECTIVES.latency : 0.9995;
  return sloHistory(
    {
      nowMs: now(),
      budgetEvents: (1 - objective) * TOTAL,
      badInHour: hour => badInHour(hour, scale),
      totalInHour,
    },
    { slo },
  );
}

const demoSlos = () => [
  availabilitySlo(
    budgetStatus({
      nowMs: now(),
      objective: OBJECTIVES.availability,
      bad: spent('availability'),
      total: TOTAL,
      coverage: 0.9597,
      burn: { 1: 0.42, 6: 0.81, 24: 1.92, 72: 2.31 },
    }),
  ),
  latencySlo(
    budgetStatus({
      nowMs: now(),
      objective: OBJECTIVES.latency,
      bad: spent('latency'),
      total: TOTAL,
      coverage: 0.9597,
      burn: { 1: 15.2, 6: 6.4, 24: 3.2, 72: 1.7 },
    }),
  ),
];

const exhausted = budgetStatus({
  nowMs: now(),
  objective: 0.999,
  bad: 61_204,
  total: TOTAL,
  burn: { 1: 31.7, 6: 12.4, 24: 4.8, 72: 2.2 },
});

const unknown = budgetStatus(
  { nowMs: now(), objective: 0.999, bad: 0, total: 0, coverage: 0 },
  { state: 'unknown', newestTileMs: null, budgetEvents: 0 },
);

const idle = budgetStatus({ nowMs: now(), objective: 0.99, bad: 0, total: 0 });

const backfilling = () => ({
  state: 'running' as const,
  fromMs: now() - 30 * DAY,
  reachedMs: now() - 4.3 * DAY,
});

let refreshes = 0;

/** One service for every state of the tab, by entity name. */
export const scenarios: Readonly<Record<string, Scenario>> = {
  'payment-api': {
    service: environment =>
      readyService({
        title: 'Payment API',
        environment: environment ?? 'production',
        environments: ['production', 'staging'],
        slos: demoSlos(),
      }),
    history: demoHistory,
  },
  'checkout-api': {
    service: () =>
      readyService({
        name: 'checkout-api',
        tier: 'high',
        dataSource: { name: 'eu-west', type: 'prometheus', simulated: false },
        slos: [
          availabilitySlo(exhausted),
          latencySlo(demoSlos()[1].groups[0].status),
        ],
        diagnostics: findings,
        ...specFile,
      }),
    history: slo =>
      sloHistory(
        {
          nowMs: now(),
          budgetEvents: 43_200,
          badInHour: hour => 20 + (hour > 600 ? 400 : 0),
          totalInHour,
        },
        { slo, simulated: false },
      ),
  },
  'report-api': {
    service: () =>
      readyService({
        name: 'report-api',
        tier: 'low',
        slos: [availabilitySlo(unknown), latencySlo(idle)],
      }),
    history: slo =>
      sloHistory(
        { nowMs: now(), budgetEvents: 1, badInHour: () => null },
        { slo },
      ),
  },
  'ledger-api': {
    service: () =>
      readyService({
        name: 'ledger-api',
        dataSource: { name: 'eu-west', type: 'prometheus', simulated: false },
        slos: demoSlos().map(slo => ({
          ...slo,
          groups: slo.groups.map(group => ({
            ...group,
            status: {
              ...group.status,
              stale: true,
              newestTileMs: now() - 47 * 60_000,
            },
          })),
          dataProblem: {
            code: 'bad-reply' as const,
            message:
              'The data source answered with text/html instead of JSON (status 200).',
            sinceMs: now() - 45 * 60_000,
          },
        })),
      }),
    history: demoHistory,
  },
  'fresh-api': {
    service: () =>
      readyService({
        name: 'fresh-api',
        slos: demoSlos().map(slo => ({
          ...slo,
          backfill: backfilling(),
          groups: slo.groups.map(group => ({
            ...group,
            status: { ...group.status, coverage: 0.1433, stale: true },
          })),
        })),
      }),
    history: slo =>
      sloHistory(
        {
          nowMs: now(),
          budgetEvents: 21_600,
          badInHour: hour => (hour < 616 ? null : badInHour(hour, 1)),
          totalInHour,
        },
        { slo },
      ),
  },
  'pending-api': { service: () => notSetUpService({ reason: 'pending' }) },
  'legacy-importer': { service: () => notSetUpService() },
  'switched-off': {
    service: () =>
      notSetUpService({
        entityRef: 'component:default/switched-off',
        reason: 'disabled',
        annotation: { key: 'nthlayer.dev/enabled', value: 'true' },
      }),
  },
  'string-library': {
    service: () =>
      notSetUpService({
        entityRef: 'component:default/string-library',
        reason: 'unsupported-type',
        annotation: { key: 'nthlayer.dev/type', value: 'api' },
      }),
  },
  'no-source': { service: () => notSetUpService({ reason: 'no-data-source' }) },
  'broken-spec': {
    service: () =>
      notSetUpService({ reason: 'failed', diagnostics: [findings[0]] }),
  },
  'no-slos': {
    service: () => readyService({ name: 'no-slos', diagnostics: findings }),
  },
  'backend-down': {
    service: () => {
      throw new TypeError('Failed to fetch');
    },
  },
  'goes-down': {
    service: () => {
      refreshes += 1;
      if (refreshes > 1) {
        throw new TypeError('Failed to fetch');
      }
      return readyService({
        name: 'goes-down',
        slos: demoSlos().map(slo => ({ ...slo, backfill: backfilling() })),
      });
    },
    history: demoHistory,
  },
  'slow-api': { service: () => new Promise(() => undefined) },
};
