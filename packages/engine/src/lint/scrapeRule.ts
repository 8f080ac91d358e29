import { Diagnostic } from '@nthlayer/backstage-plugin-nthlayer-common';
import { countersOf } from '../sli/sliCounters';
import { quote } from '../spec/diagnostics';
import { BASE_TILE_MS } from '../tiles';
import { figure } from './figures';
import { findingOn, LintRule } from './lintSubject';

/** Scrapes are counted over minutes, so the estimate is a few per cent off. */
const TOLERATED = 1.5;
const SCRAPES_IN_TILE = 2;

/** Series are scraped as often as the settings say, and at least twice a tile. */
export const scrapedInTime: LintRule = subject => {
  const { inspection, context, slo } = subject;
  const { scrapeIntervalMs } = inspection;
  if (scrapeIntervalMs === undefined) {
    return [];
  }
  const metric = quote(countersOf(slo.sli).total.selector.metric);
  const every = `${figure(scrapeIntervalMs / 1000)} s`;
  const found: Diagnostic[] = [];
  if (scrapeIntervalMs > context.scrapeIntervalMs * TOLERATED) {
    found.push(
      findingOn(subject, {
        severity: 'warning',
        code: 'scrape-interval-differs',
        property: 'sli',
        summary: `${metric} is scraped about every ${every}, and not every ${figure(
          context.scrapeIntervalMs / 1000,
        )} s as set.`,
        detail:
          'Minutes are counted before their last scrape is there, so events land in the minute after. Set the scrape interval to what it is.',
      }),
    );
  }
  if (scrapeIntervalMs * SCRAPES_IN_TILE > BASE_TILE_MS) {
    found.push(
      findingOn(subject, {
        severity: 'warning',
        code: 'scrapes-too-rare',
        property: 'sli',
        summary: `${metric} is scraped about every ${every}, less than twice in a minute.`,
        detail:
          'Events are counted minute by minute, so some minutes have no scrape and are unknown. Scrape it every 30 s or more often.',
      }),
    );
  }
  return found;
};
