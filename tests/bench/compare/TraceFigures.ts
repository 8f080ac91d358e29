import { Trace } from '../traces/Trace';

export interface Events {
  readonly bad: number;
  readonly total: number;
}

/** What a design says. */
export interface Figure {
  readonly design: string;
  /** NaN where it says that, and where it says nothing. */
  readonly errorRatio: number;
  readonly samplesRead: number;
}

/** What is true of a trace, and what the designs say. */
export interface TraceFigures {
  readonly trace: Trace;
  /** Every event, whether a scrape saw it or not. */
  readonly happened: Events;
  /** What the scrapes could show. */
  readonly visible: Events;
  /** What the generated rules counted. */
  readonly counted: Events;
  readonly figures: readonly Figure[];
}

/** The truth that a trace's figures are compared with. */
export function truthOf({ trace, happened, visible }: TraceFigures): Events {
  return trace.edge ? visible : happened;
}

/** Relative error of a figure. */
export function errorOf(figures: TraceFigures, { errorRatio }: Figure): number {
  const { bad, total } = truthOf(figures);
  return errorRatio / (bad / total) - 1;
}
