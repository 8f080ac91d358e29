/** A metric of this plugin, as an operator sees it. */
export interface MetricDefinition {
  readonly name: string;
  readonly unit: string;
  readonly description: string;
}

/** By what they are called here; the page about operating has the same list. */
export const METRICS = {
  runs: {
    name: 'nthlayer.jobs.runs',
    unit: '{run}',
    description: 'Turns of a job, by outcome: done, failed, busy',
  },
  runDuration: {
    name: 'nthlayer.jobs.duration',
    unit: 's',
    description: 'How long a turn of a job took',
  },
  queries: {
    name: 'nthlayer.reading.queries',
    unit: '{query}',
    description: 'Queries sent for tiles',
  },
  readingDuration: {
    name: 'nthlayer.reading.duration',
    unit: 's',
    description: 'How long a reading of tiles took, with all its queries',
  },
  tiles: {
    name: 'nthlayer.reading.tiles',
    unit: '{tile}',
    description: 'Tiles read, by state: known, unknown',
  },
  problems: {
    name: 'nthlayer.reading.problems',
    unit: '{sli}',
    description: 'SLIs that could not be read, by the code of the problem',
  },
  slos: {
    name: 'nthlayer.slos',
    unit: '{slo}',
    description: 'SLOs that are evaluated',
  },
  failing: {
    name: 'nthlayer.slos.failing',
    unit: '{slo}',
    description: 'SLOs whose SLI cannot be read at present',
  },
  stale: {
    name: 'nthlayer.slos.stale',
    unit: '{slo}',
    description: 'SLOs with a stale status',
  },
  gaps: {
    name: 'nthlayer.slos.gaps',
    unit: '{slo}',
    description: 'SLOs of whose history a stretch is still to be read',
  },
  lag: {
    name: 'nthlayer.slos.lag',
    unit: 's',
    description:
      'From the end of what has been read of the SLO that is furthest behind until now',
  },
  noticesWaiting: {
    name: 'nthlayer.notices.waiting',
    unit: '{notice}',
    description: 'Budget notices that are to be delivered',
  },
  noticesSettled: {
    name: 'nthlayer.notices.settled',
    unit: '{notice}',
    description: 'Budget notices by how they ended: delivered, given-up',
  },
  up: {
    name: 'nthlayer.data_source.up',
    unit: '1',
    description: '1 when the data source answers, else 0',
  },
  breaker: {
    name: 'nthlayer.data_source.breaker',
    unit: '1',
    description: '0 when queries are sent, 1 when one tries, 2 when none is',
  },
  latency: {
    name: 'nthlayer.data_source.latency',
    unit: 's',
    description: 'How long the last check of its health took',
  },
} as const satisfies Record<string, MetricDefinition>;
