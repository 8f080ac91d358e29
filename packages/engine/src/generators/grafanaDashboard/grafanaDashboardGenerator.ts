import {
  Diagnostic,
  OWNER_TAG,
  Selector,
  ServiceSpec,
  Slo,
} from '@nthlayer/backstage-plugin-nthlayer-common';
import { canonicalJson, createAsset, sha256 } from '../../hash';
import { Generator, GeneratorContext } from '../../ports';
import { isCounterSli } from '../../sli';
import { mapSliSelectors } from '../../spec/mapSliSelectors';
import { technologyOf } from '../../technologies';
import { DashboardModel } from './dashboardModel';
import { buildDashboard, SERVICE_VARIABLE } from './grafanaSdk';
import { CounterSlo, dashboardPanels } from './panels';

const LONGEST_SLUG = 22;
const HASH_LENGTH = 8;

/** Grafana's units for what services count; anything else is operations. */
const rateUnits: ReadonlyMap<string, string> = new Map([
  ['requests', 'reqps'],
  ['messages', 'mps'],
]);

/**
 * A Grafana dashboard of one service: its SLOs now, its errors, traffic and latency.
 *
 * @public
 */
export const grafanaDashboardGenerator: Generator = {
  id: 'grafana-dashboard',
  generate(spec, context) {
    const shown = context.slos.filter(isCounterSlo);
    const diagnostics = context.slos
      .filter(slo => !isCounterSlo(slo))
      .map(notShown);
    if (shown.length === 0) {
      return { assets: [], diagnostics };
    }
    const dashboard = buildDashboard(dashboardModel(spec, context, shown));
    const content = JSON.stringify(
      JSON.parse(canonicalJson(dashboard)),
      undefined,
      2,
    );
    const asset = createAsset({
      id: 'grafana-dashboard',
      kind: 'grafana-dashboard',
      title: 'Grafana dashboard',
      path: 'dashboard.json',
      mediaType: 'application/json',
      content: `${content}\n`,
    });
    return { assets: [asset], diagnostics };
  },
};

function isCounterSlo(slo: Slo): slo is CounterSlo {
  return isCounterSli(slo.sli);
}

function notShown({ name, sli }: Slo): Diagnostic {
  return {
    severity: 'info',
    code: 'slo-not-on-dashboard',
    path: `slos.${name}.sli`,
    summary: `The dashboard does not show ${name}: its SLI is of the kind ${sli.kind}.`,
  };
}

function dashboardModel(
  spec: ServiceSpec,
  context: GeneratorContext,
  shown: readonly CounterSlo[],
): DashboardModel {
  const { environment } = context;
  const { noun } = technologyOf(spec.type);
  const slos = shown.map(slo => withVariable(slo, spec, context));
  return {
    uid: dashboardUid(spec, environment),
    title: `${spec.title ?? spec.name} reliability, ${environment}`,
    description: `Service level objectives and signals of ${spec.entityRef}. Generated: changes made here are lost.`,
    tags: [OWNER_TAG, spec.name, spec.tier, environment],
    service: spec.service,
    panels: dashboardPanels(slos, {
      noun,
      rateUnit: rateUnits.get(noun) ?? 'ops',
    }),
  };
}

/** Stable for an entity and environment, whatever else changes. */
function dashboardUid(spec: ServiceSpec, environment: string): string {
  const slug = spec.name
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, LONGEST_SLUG);
  const hash = sha256(canonicalJson([spec.entityRef, environment]));
  return `${OWNER_TAG}-${slug}-${hash.slice(0, HASH_LENGTH)}`;
}

/** The SLO with the dashboard's variable in place of the service label's value. */
function withVariable(
  slo: CounterSlo,
  spec: ServiceSpec,
  { serviceLabel }: GeneratorContext,
): CounterSlo {
  const change = (selector: Selector): Selector => ({
    metric: selector.metric,
    matchers: selector.matchers.map(matcher =>
      matcher.label === serviceLabel &&
      matcher.op === '=' &&
      matcher.value === spec.service
        ? { ...matcher, value: `$${SERVICE_VARIABLE}` }
        : matcher,
    ),
  });
  return { ...slo, sli: mapSliSelectors(slo.sli, change) };
}
