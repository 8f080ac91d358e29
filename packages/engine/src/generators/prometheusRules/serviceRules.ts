import {
  Diagnostic,
  ServiceSpec,
  Slo,
} from '@nthlayer/backstage-plugin-nthlayer-common';
import { GeneratorContext } from '../../ports';
import { groupSlos } from './bySlo';
import { recordableSlos } from './recordableSlos';
import { RuleScope } from './ruleScope';
import { ScopeRules, scopeRules, SLOS_PER_SCOPE } from './scopeRules';
import { serviceScope } from './serviceScope';
import { sliceKey } from './slices';

/** The SLOs of a service in as few scopes as they fit into. */
export function serviceScopes(
  spec: ServiceSpec,
  slos: readonly Slo[],
  environment: string,
): RuleScope[] {
  const service = spec.service.replace(/[%/]/g, encodeURIComponent);
  const name = ['nthlayer', environment, service].join('/');
  return chunksOf(slos).map((own, index) =>
    serviceScope(spec, own, {
      environment,
      name: index === 0 ? name : `${name}/${index + 1}`,
    }),
  );
}

/** Alerts of a user's own are rules of their own, too many to have six SLOs of them in one group. */
function chunksOf(slos: readonly Slo[]): (readonly Slo[])[] {
  const usual = slos.filter(({ alerts }) => !alerts?.policies);
  const own = slos.filter(slo => !usual.includes(slo));
  const chunks: (readonly Slo[])[] = [];
  for (const alike of groupSlos(usual, sliceKey)) {
    // slices of time take two rules more
    const most = alike[0].slices ? SLOS_PER_SCOPE - 1 : SLOS_PER_SCOPE;
    for (let first = 0; first < alike.length; first += most) {
      chunks.push(alike.slice(first, first + most));
    }
  }
  return [...chunks, ...own.map(slo => [slo])];
}

/** The rules of a service, as its team reviews them. */
export function serviceRules(
  spec: ServiceSpec,
  context: GeneratorContext,
): { rules: ScopeRules[]; diagnostics: Diagnostic[] } {
  const { slos, diagnostics } = recordableSlos(context.slos);
  const made = serviceScopes(spec, slos, context.environment).map(scope =>
    scopeRules(scope, context),
  );
  return {
    rules: made.map(({ rules }) => rules),
    diagnostics: [...diagnostics, ...made.flatMap(each => each.diagnostics)],
  };
}
