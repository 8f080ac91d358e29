import {
  AlertTuning,
  BurnLevel,
  Diagnostic,
  Slo,
} from '@nthlayer/backstage-plugin-nthlayer-common';
import { isAlertEnabled } from './alertLevels';
import { AlertWindow } from './alertWindows';

/**
 * The windows of the table with what an SLO says of its own. A slower alert looks back further: where that would not
 * be so, the table's lengths stay, because an alert would be inhibited by one that sees less.
 */
export function tuneWindows(
  slo: Pick<Slo, 'name' | 'alerts'>,
  windows: readonly AlertWindow[],
): {
  readonly windows: readonly AlertWindow[];
  readonly diagnostics: readonly Diagnostic[];
} {
  const { burn = {} } = slo.alerts ?? {};
  const tuned = windows.map(window => {
    const { budgetShare, longMs } = burn[window.burn] ?? {};
    return {
      burn: window.burn,
      longMs: longMs ?? window.longMs,
      budgetPermille:
        budgetShare === undefined
          ? window.budgetPermille
          : Number((budgetShare * 1000).toPrecision(12)),
    };
  });
  const made = tuned.filter(window => isAlertEnabled(slo, window.burn));
  const late = made.findIndex(
    ({ longMs }, index) => index > 0 && longMs <= made[index - 1].longMs,
  );
  return late < 0
    ? { windows: tuned, diagnostics: [] }
    : {
        windows: tuned.map((window, index) => ({
          ...window,
          longMs: windows[index].longMs,
        })),
        diagnostics: [
          notAscending(slo.name, tunedOf(burn, made[late], made[late - 1])),
        ],
      };
}

/** Which of two levels that are in no order is not as usual. */
function tunedOf(
  tuning: NonNullable<AlertTuning['burn']>,
  late: AlertWindow,
  before: AlertWindow,
): BurnLevel {
  return tuning[late.burn]?.longMs === undefined ? before.burn : late.burn;
}

function notAscending(name: string, level: BurnLevel): Diagnostic {
  return {
    severity: 'error',
    code: 'alert-windows-order',
    path: `slos.${name}.alerts.burn.${level}`,
    summary: `A slower alert of ${name} looks back no further than a faster one.`,
    detail:
      'The usual windows are used: 1h, 6h, 1d and 3d. Give each level a longer window than the level before it.',
  };
}
