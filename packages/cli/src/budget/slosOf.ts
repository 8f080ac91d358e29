import {
  Exclusion,
  ServiceSpec,
} from '@nthlayer/backstage-plugin-nthlayer-common';
import { GenerationSettings, slosIn, specIn } from '@nthlayer/engine';
import { BudgetSlo } from './BudgetRow';

/** The SLOs of a service in each of its environments, selected as its rules select them. */
export function slosOf(
  spec: ServiceSpec,
  { environments }: Pick<GenerationSettings, 'environments'>,
): readonly BudgetSlo[] {
  const served = spec.environments.every(each => environments.includes(each))
    ? environments
    : spec.environments;
  return spec.environments.flatMap(environment => {
    const source = {
      name: specIn(spec, environment).dataSource ?? '',
      default: true,
      environments: served,
    };
    return slosIn(spec, environment, source).map(slo => ({
      entityRef: spec.entityRef,
      environment,
      slo,
      exclusions: exclusionsOf(spec, { environment, slo: slo.name }),
    }));
  });
}

function exclusionsOf(
  { exclusions = [] }: ServiceSpec,
  at: { readonly environment: string; readonly slo: string },
): readonly Exclusion[] {
  return exclusions.filter(
    ({ environments, slos }) =>
      (environments?.includes(at.environment) ?? true) &&
      (slos?.includes(at.slo) ?? true),
  );
}
