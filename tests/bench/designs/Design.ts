import { TimedRule } from '../rules/ruleFile';

/** What a design is asked about: one service's requests over the SLO's window. */
export interface DesignSubject {
  readonly service: string;
  /** Per cent. */
  readonly target: number;
  /** As PromQL writes it, such as `30d`. */
  readonly window: string;
  readonly scrapeIntervalMs: number;
}

/** A way to tell the error ratio over an SLO's window. */
export interface Design {
  readonly title: string;
  /** Rules that must have been recorded before. */
  rules(subject: DesignSubject): readonly TimedRule[];
  /** What its last rule evaluates to give the error ratio. */
  errorRatio(subject: DesignSubject): string;
  /** When it is evaluated so that the window ends at a time, as closely as the design can. */
  evaluatedAtMs(windowEndMs: number): number;
}
