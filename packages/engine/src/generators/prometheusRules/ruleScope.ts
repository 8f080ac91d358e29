import { Slo } from '@nthlayer/backstage-plugin-nthlayer-common';
import { Expression, VectorSelectorNode } from '../../promql';

/**
 * What a set of rules is for: SLOs of one service, or one SLO of many services that differ in nothing that the rules
 * need to say.
 */
export interface RuleScope {
  /** Name of its rule groups, unique in a file. */
  readonly name: string;
  /** At least one; of their SLIs, the selectors choose the events of all services. */
  readonly slos: readonly Slo[];
  /** The user's own labels, for alerts only; none of them is one of the rules'. */
  readonly ownLabels: Readonly<Record<string, string>>;
  /** Labels that tell SLOs and their groups apart; team and tier may change without making another SLO. */
  readonly identity: readonly string[];
  /** The service's name in an annotation, as a Go template. */
  readonly serviceTemplate: string;
  /** One series of value 1 for each service, without what `labels` says. */
  readonly info: Expression;
  /** Labels that only the info series has. */
  readonly infoLabels: Readonly<Record<string, string>>;
  /** Labels that are the same on all recorded series of these SLOs. */
  labels(slos: readonly Slo[]): Readonly<Record<string, string>>;
  /** Recorded series of these SLOs, or of all. */
  select(metric: string, slos?: readonly Slo[]): VectorSelectorNode;
  /** One series for each service with the objective, without what `labels` says. */
  objective(slo: Slo): Expression;
  /** Adds the labels that the services of the scope do not have in common. */
  complete(expression: Expression): Expression;
  /** Bad and total events of the tile that ended `lagMs` before the evaluation, by what `labels` does not say. */
  tiles(
    slo: Slo,
    tile: { readonly stepMs: number; readonly lagMs: number },
  ): {
    readonly bad: Expression;
    readonly total: Expression;
  };
}
