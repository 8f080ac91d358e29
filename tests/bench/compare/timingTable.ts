import {
  burnLevels,
  burnRatios,
  endsAfterMs,
  firesAfterMs,
  readBurnAlert,
} from '../rules/burnAlert';
import { generateRules } from '../rules/generateRules';
import { alertRules } from '../rules/ruleFile';
import { TARGET } from './budgets';
import { markdownTable } from './markdownTable';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

function lengthText(lengthMs: number): string {
  return lengthMs >= 2 * HOUR_MS
    ? `${(lengthMs / HOUR_MS).toFixed(1)} h`
    : `${(lengthMs / MINUTE_MS).toFixed(1)} min`;
}

/** When each burn alert fires after a burn began, and ends after it ended, by the closed form. */
export function timingTable(): string {
  const rules = alertRules(
    generateRules(
      { name: 'shop', target: TARGET },
      { scrapeIntervalMs: 15_000 },
    ),
  ).flatMap(burnLevels);
  return markdownTable(
    ['Fires after, ends after', '1.1 × threshold', '2 ×', '10 ×', 'all fails'],
    rules.map(({ expr, labels }) => {
      const alert = readBurnAlert(expr);
      const times = burnRatios(alert).map(ratio => {
        const fires = lengthText(firesAfterMs(alert, ratio));
        return `${fires}, ${lengthText(endsAfterMs(alert, ratio))}`;
      });
      return [`\`${labels?.burn}\``, ...times];
    }),
  );
}
