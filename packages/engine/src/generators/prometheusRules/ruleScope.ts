import { Slo } from '@nthlayer/backstage-plugin-nthlayer-common';
import { Expression, VectorSelectorNode } from '../../promql';

/**
 * What a set of rules is for: one SLO of one service, or the SLOs of many services that differ in nothing that
 * the rules need to say.
 */
export interface RuleScope {
  /** Name of its rule groups, unique in a file. */
  readonly name: string;
  /** What its SLOs have in common; of its SLI, the selectors choose the events of all of them. */
  readonly slo: Slo;
  /** Labels that are the same on all its recorded series. */
  readonly labels: Readonly<Record<string, string>>;
  /** The user's own labels, for alerts only; none of them is one of the rules'. */
  readonly ownLabels: Readonly<Record<string, string>>;
  /** Labels that tell SLOs and their groups apart; team and tier may change without making another SLO. */
  readonly identity: readonly string[];
  /** The service's name in an annotation, as a Go template. */
  readonly serviceTemplate: string;
  /** Recorded series of the scope. */
  select(metric: string): VectorSelectorNode;
  /** One series of value 1 for each SLO, without `labels`. */
  readonly info: Expression;
  /** Labels that only the info series has. */
  readonly infoLabels: Readonly<Record<string, string>>;
  /** One series for each SLO with its objective, without `labels`. */
  readonly objective: Expression;
  /** Adds the labels that the services of the scope do not have in common. */
  complete(expression: Expression): Expression;
  /** Bad and total events of the tile that ended `lagMs` before the evaluation, by what `labels` does not say. */
  tiles(tile: { readonly stepMs: number; readonly lagMs: number }): {
    readonly bad: Expression;
    readonly total: Expression;
  };
}
