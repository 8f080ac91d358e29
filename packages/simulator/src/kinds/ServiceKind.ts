import { SimulatedRoute } from '../profile/SimulatedService';

/** What a kind of service emits, and what that means. */
export interface ServiceKind {
  /** The counter of all events. */
  readonly events: {
    /** Name of the family; differs from the metric's where the counter is a part of a summary. */
    readonly family: string;
    readonly metric: string;
    readonly type: 'counter' | 'summary';
    readonly help: string;
  };
  /** The histogram of durations in seconds, without a suffix; left out when the kind has none. */
  readonly durations?: { readonly metric: string; readonly help: string };
  /** Labels that tell routes apart. */
  readonly routeLabels: (
    route: Pick<SimulatedRoute, 'method' | 'route'>,
  ) => Readonly<Record<string, string>>;
  /** The label that tells how an event went. */
  readonly outcomeLabel: string;
  readonly isFailure: (outcome: string) => boolean;
  /** A service of this kind at its simplest. */
  readonly plain: {
    readonly route: Pick<SimulatedRoute, 'method' | 'route'>;
    readonly good: string;
    readonly bad: string;
  };
}
