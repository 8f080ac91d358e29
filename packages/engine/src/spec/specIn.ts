import { ServiceSpec, Slo } from '@nthlayer/backstage-plugin-nthlayer-common';
import { DataSourceInfo } from './specContext';
import { withEnvironment } from './withEnvironment';

/**
 * A spec as it is in one environment: what is different there takes the place of the rest.
 *
 * @public
 */
export function specIn(spec: ServiceSpec, environment: string): ServiceSpec {
  if (spec.overlays === undefined) {
    return spec;
  }
  const { overlays, ...rest } = spec;
  if (!Object.hasOwn(overlays, environment)) {
    return rest;
  }
  const { provenance, selector, ...own } = overlays[environment];
  const kept = Object.entries(spec.provenance).filter(
    ([path]) => own.slos === undefined || !path.startsWith('slos.'),
  );
  return {
    ...rest,
    ...own,
    provenance: { ...Object.fromEntries(kept), ...provenance },
  };
}

/**
 * The SLOs of a spec in one environment, with the matchers that choose its series.
 *
 * @public
 */
export function slosIn(
  spec: ServiceSpec,
  environment: string,
  dataSource: DataSourceInfo,
): readonly Slo[] {
  const selector = spec.overlays?.[environment]?.selector;
  return specIn(spec, environment).slos.map(slo =>
    withEnvironment(slo, environment, dataSource, selector),
  );
}
