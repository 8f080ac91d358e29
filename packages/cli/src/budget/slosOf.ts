import { ServiceSpec } from '@nthlayer/backstage-plugin-nthlayer-common';
import { GenerationSettings, withEnvironment } from '@nthlayer/engine';
import { BudgetSlo } from './BudgetRow';

/** The SLOs of a service in each of its environments, selected as its rules select them. */
export function slosOf(
  spec: ServiceSpec,
  { environments }: Pick<GenerationSettings, 'environments'>,
): readonly BudgetSlo[] {
  const served = spec.environments.every(each => environments.includes(each))
    ? environments
    : spec.environments;
  const source = {
    name: spec.dataSource ?? '',
    default: true,
    environments: served,
  };
  return spec.environments.flatMap(environment =>
    spec.slos.map(slo => ({
      entityRef: spec.entityRef,
      environment,
      slo: withEnvironment(slo, environment, source),
    })),
  );
}
