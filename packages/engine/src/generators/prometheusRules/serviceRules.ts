import {
  Diagnostic,
  ServiceSpec,
  Slo,
} from '@nthlayer/backstage-plugin-nthlayer-common';
import { GeneratorContext } from '../../ports';
import { recordableSlos } from './recordableSlos';
import { RuleScope } from './ruleScope';
import { ScopeRules, scopeRules, SLOS_PER_SCOPE } from './scopeRules';
import { serviceScope } from './serviceScope';

/** The SLOs of a service in as few scopes as they fit into. */
export function serviceScopes(
  spec: ServiceSpec,
  slos: readonly Slo[],
  environment: string,
): RuleScope[] {
  const service = spec.service.replace(/[%/]/g, encodeURIComponent);
  const name = ['nthlayer', environment, service].join('/');
  const scopes: RuleScope[] = [];
  for (let first = 0; first < slos.length; first += SLOS_PER_SCOPE) {
    const own = slos.slice(first, first + SLOS_PER_SCOPE);
    scopes.push(
      serviceScope(spec, own, {
        environment,
        name: first === 0 ? name : `${name}/${scopes.length + 1}`,
      }),
    );
  }
  return scopes;
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
