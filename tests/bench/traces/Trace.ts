import { SimulatedService } from '@nthlayer/simulator';

/** When the figure that is compared begins and ends; days are those of UTC. */
export interface TraceWindow {
  readonly startMs: number;
  readonly endMs: number;
}

/** A service whose truth is known, and what can be expected of counting it. */
export interface Trace {
  readonly id: string;
  readonly title: string;
  /** Bad events must be counted to the last one. */
  readonly exact?: boolean;
  /** What happened near an edge is counted by the scrape that saw it: the truth is what scrapes could see. */
  readonly edge?: boolean;
  service(window: TraceWindow): SimulatedService;
}
