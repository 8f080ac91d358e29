import { Matcher, Selector } from '@nthlayer/backstage-plugin-nthlayer-common';
import { promql } from '@nthlayer/engine';
import { GivenUp } from '../client/prometheusProblem';
import { PrometheusClient } from '../client/prometheusClient';
import { PrometheusProblem } from '../client/prometheusProblem';
import { QueryLimit } from '../dataSource/queryLimits';

/** Names or values of the server; cut where there are more than were asked for. */
export interface IndexEntries {
  readonly entries: readonly string[];
  readonly isWhole: boolean;
}

/** What the server's index says of series of the last day. Every question is asked once. */
export interface SeriesIndex {
  /** Labels of the series that a selector chooses; none where it chooses nothing. */
  labels(selector: Selector): Promise<IndexEntries>;
  values(label: string, selector: Selector): Promise<IndexEntries>;
  /** Names of metrics that matchers choose, as a hint: none once too much has been asked. */
  metrics(matchers: readonly Matcher[]): Promise<IndexEntries>;
}

const DAY_MS = 86_400_000;
const MOST_ENTRIES = 2_000;
/** A configuration that is wrong for everybody is told by few questions; more would be a flood. */
const MOST_QUESTIONS = 300;
const MOST_HINTS = 100;
/** Longer than any name or value that somebody gave. */
const LONGEST_ENTRY = 1_000;

export function seriesIndex(
  client: PrometheusClient,
  options: {
    readonly atMs: number;
    readonly limit: QueryLimit;
    readonly signal?: AbortSignal;
  },
): SeriesIndex {
  const { atMs, limit, signal } = options;
  const asked = new Map<string, Promise<IndexEntries>>();

  async function send(selector: string, label: string | undefined) {
    if (signal?.aborted) {
      throw new GivenUp();
    }
    const query = {
      selector,
      startMs: atMs - DAY_MS,
      endMs: atMs,
      limit: MOST_ENTRIES,
    };
    const request = signal ? { signal } : {};
    const found =
      label === undefined
        ? await client.labelNames(query, request)
        : await client.labelValues(label, query, request);
    return {
      entries: found.filter(({ length }) => length <= LONGEST_ENTRY).sort(),
      isWhole: found.length < MOST_ENTRIES,
    };
  }

  async function ask(
    selector: promql.VectorSelectorNode,
    label?: string,
  ): Promise<IndexEntries> {
    const text = promql.print(selector);
    const id = JSON.stringify([label, text]);
    const known = asked.get(id);
    if (known) {
      return known;
    }
    if (asked.size >= MOST_QUESTIONS) {
      throw new PrometheusProblem(
        'query-failed',
        'More series are missing than are looked for at once',
      );
    }
    const answer = limit(() => send(text, label));
    asked.set(id, answer);
    return answer;
  }

  return {
    labels: selector => ask(promql.selectorOf(selector)),
    values: (label, selector) => ask(promql.selectorOf(selector), label),
    metrics: async matchers =>
      asked.size < MOST_HINTS
        ? ask(promql.selector(undefined, matchers), '__name__')
        : { entries: [], isWhole: false },
  };
}
