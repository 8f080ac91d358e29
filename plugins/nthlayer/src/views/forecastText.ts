import type { BudgetStatusDto } from '@nthlayer/backstage-plugin-nthlayer-common';
import { formatDuration } from '../format';
import type { ForecastDto } from './dto';

/** The forecast that matters most, in words: the soonest end, with the look-back that it stands on. */
export function forecastText(status: BudgetStatusDto): string {
  const { forecast } = status;
  if (forecast.some(({ verdict }) => verdict === 'exhausted')) {
    return 'Budget is spent';
  }
  const [soonest] = forecast
    .filter(({ verdict }) => verdict === 'exhausts')
    .sort((a, b) => (a.exhaustsInMs ?? 0) - (b.exhaustsInMs ?? 0));
  if (soonest) {
    return `Spent in ${formatDuration(
      soonest.exhaustsInMs,
    )} at the rate of the last ${formatDuration(soonest.windowMs)}`;
  }
  return forecast.some(({ verdict }) => verdict === 'not-at-this-rate')
    ? 'Not spent at this rate'
    : 'Unknown';
}

/** Every forecast with its look-back, one a line. */
export function forecastLines(status: BudgetStatusDto): string[] {
  return status.forecast.map(
    forecast =>
      `Last ${formatDuration(forecast.windowMs)}: ${verdictText(forecast)}`,
  );
}

function verdictText({ verdict, exhaustsInMs }: ForecastDto): string {
  switch (verdict) {
    case 'exhausts':
      return `spent in ${formatDuration(exhaustsInMs)}`;
    case 'exhausted':
      return 'already spent';
    case 'not-at-this-rate':
      return 'not spent at this rate';
    default:
      return 'unknown';
  }
}
