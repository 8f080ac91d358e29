import {
  Diagnostic,
  ServiceSpec,
} from '@nthlayer/backstage-plugin-nthlayer-common';
import { GeneratorContext } from '../../ports';
import { ScopeRules, scopeRules } from './scopeRules';
import { sloScope } from './sloScope';

/** The rules of a service, SLO by SLO, as its team reviews them. */
export function serviceRules(
  spec: ServiceSpec,
  context: GeneratorContext,
): { rules: ScopeRules[]; diagnostics: Diagnostic[] } {
  const made = context.slos.map(slo =>
    scopeRules(sloScope(spec, slo, context.environment), context),
  );
  return {
    rules: made.flatMap(each => each.rules ?? []),
    diagnostics: made.flatMap(each => each.diagnostics),
  };
}
