import { Slo } from '@nthlayer/backstage-plugin-nthlayer-common';
import { VectorSelectorNode } from '../../promql';
import { RuleScope } from './ruleScope';

/** One SLO of a scope, as the tests of its rules see it. */
export interface SloUnderTest {
  readonly slo: Slo;
  /** Labels that are the same on all its recorded series. */
  readonly labels: Readonly<Record<string, string>>;
  /** Its recorded series. */
  select(metric: string): VectorSelectorNode;
}

export function sloUnderTest(scope: RuleScope, slo: Slo): SloUnderTest {
  return {
    slo,
    labels: scope.labels([slo]),
    select: metric => scope.select(metric, [slo]),
  };
}
