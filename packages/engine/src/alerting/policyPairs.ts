import {
  BurnAlertPolicy,
  BurnLevel,
  Diagnostic,
  Slo,
} from '@nthlayer/backstage-plugin-nthlayer-common';
import { allowedErrorRatio } from '../budget';
import { formatDuration } from '../promql';
import { isAlertEnabled } from './alertLevels';
import { AlertPair, exact, refusal, shortWindowMs } from './alertPair';
import { ALERT_WINDOWS } from './alertWindows';
import { nominalWindowMs } from './windowLength';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

/** Windows of the usual alerts, whose pairs are known. */
const USUAL_MS: ReadonlySet<number> = new Set(
  ALERT_WINDOWS.flatMap(({ windows }) => windows.map(each => each.longMs)),
);

/** Policies that page take the first levels, and the others those of tickets. */
const LEVELS: Readonly<Record<'page' | 'ticket', readonly BurnLevel[]>> = {
  page: ['page-fast', 'page-slow'],
  ticket: ['ticket-fast', 'ticket-slow'],
};

/** How far apart the counts are that a window is summed from, by how far it looks back. */
const STEPS = [
  { upToMs: 6 * HOUR_MS, stepMs: MINUTE_MS },
  { upToMs: 72 * HOUR_MS, stepMs: 5 * MINUTE_MS },
] as const;

function summedMs(longMs: number): number {
  const { stepMs } = STEPS.find(({ upToMs }) => longMs <= upToMs) ?? {
    stepMs: HOUR_MS,
  };
  return Math.ceil(longMs / stepMs) * stepMs;
}

function pairOf(
  policy: BurnAlertPolicy,
  burn: BurnLevel,
  slo: Slo,
  context: { scrapeIntervalMs: number; minBadEvents: number },
): AlertPair {
  const { severity, factor } = policy;
  const longMs = summedMs(policy.longMs);
  const minBadEvents = slo.alerts?.minBadEvents ?? context.minBadEvents;
  return {
    burn,
    severity,
    longMs,
    shortMs: shortWindowMs(longMs, context.scrapeIntervalMs, slo.slices),
    budgetShare: exact((factor * longMs) / nominalWindowMs(slo.window)),
    factor,
    threshold: exact(factor * allowedErrorRatio(slo.objective)),
    minBadEvents: severity === 'critical' ? minBadEvents : 0,
    policy,
  };
}

/** Policies with a level each, the fastest of a kind first. */
function levelled(policies: readonly BurnAlertPolicy[]): {
  readonly taken: readonly (readonly [BurnAlertPolicy, BurnLevel])[];
  readonly left: readonly BurnAlertPolicy[];
} {
  const fastestFirst = [...policies].sort((a, b) => b.factor - a.factor);
  const kinds = (['page', 'ticket'] as const).map(kind => {
    const own = fastestFirst.filter(
      ({ severity }) => (severity === 'critical') === (kind === 'page'),
    );
    const levels = LEVELS[kind];
    return {
      taken: own
        .slice(0, levels.length)
        .map((policy, index) => [policy, levels[index]] as const),
      left: own.slice(levels.length),
    };
  });
  return {
    taken: kinds.flatMap(({ taken }) => taken),
    left: kinds.flatMap(({ left }) => left),
  };
}

/** The burn-rate alerts that a user has defined, as pairs of windows. Levels that the SLO switches off are not made. */
export function policyPairs(
  slo: Slo,
  policies: readonly BurnAlertPolicy[],
  context: {
    readonly scrapeIntervalMs: number;
    readonly minBadEvents: number;
  },
): { pairs: AlertPair[]; diagnostics: Diagnostic[] } {
  if (policies.length === 0) {
    return { pairs: [], diagnostics: [noneWanted(slo)] };
  }
  const { taken, left } = levelled(policies);
  const pairs: AlertPair[] = [];
  const diagnostics = left.map(policy => noLevel(policy, slo));
  for (const [policy, burn] of taken) {
    const pair = pairOf(policy, burn, slo, context);
    const problem = refusal(pair, slo);
    if (problem) {
      diagnostics.push(notMade(policy, problem, slo));
    } else if (isAlertEnabled(slo, burn)) {
      pairs.push(pair);
      if (!USUAL_MS.has(policy.longMs)) {
        diagnostics.push(ownWindows(policy, pair, slo));
      }
    }
  }
  const isWanted = taken.some(([, burn]) => isAlertEnabled(slo, burn));
  if (isWanted && pairs.length === 0) {
    diagnostics.push(noneMade(slo));
  }
  return { pairs, diagnostics };
}

function pathOfAll({ name }: Slo): string {
  return `slos.${name}.alerts.policies`;
}

function pathOf({ name }: BurnAlertPolicy, slo: Slo): string {
  return `${pathOfAll(slo)}.${name}`;
}

function noneWanted(slo: Slo): Diagnostic {
  return {
    severity: 'info',
    code: 'no-burn-alerts',
    path: pathOfAll(slo),
    summary: `No burn rate alert is made for ${slo.name}: none of its policies asks for one.`,
    detail:
      'The usual ones are not made beside policies. Remove the policies if you want them.',
  };
}

function noneMade(slo: Slo): Diagnostic {
  return {
    severity: 'warning',
    code: 'no-burn-alerts',
    path: pathOfAll(slo),
    summary: `No burn rate alert is made for ${slo.name}: none of its policies can fire.`,
    detail:
      'Change what is told of them, or remove them: an SLO without policies has the usual alerts.',
  };
}

function noLevel(policy: BurnAlertPolicy, slo: Slo): Diagnostic {
  return {
    severity: 'warning',
    code: 'alert-policy-without-level',
    path: pathOf(policy, slo),
    summary: `The alert of the policy ${policy.name} is left out: two faster ones are as severe.`,
    detail:
      'An SLO has two levels that page and two that do not. Give it another severity, or remove one.',
  };
}

/** What is only a note on a usual alert is missed by somebody who has asked for it. */
function notMade(
  policy: BurnAlertPolicy,
  problem: Diagnostic,
  slo: Slo,
): Diagnostic {
  return {
    ...problem,
    severity: 'warning',
    path: pathOf(policy, slo),
    summary: `The policy ${policy.name}: ${problem.summary}`,
    detail: MENDED_BY[problem.code],
  };
}

/** By the code of the refusal. */
const MENDED_BY: Readonly<Record<string, string>> = {
  'alert-window-too-long':
    'Let it look back no further than the window of the SLO.',
  'alert-window-too-short': 'Let it look back further.',
  'alert-unreachable': 'Lower its threshold, or raise the objective.',
};

/** What becomes of the one window that a policy has, where it is none of the usual ones. */
function ownWindows(
  policy: BurnAlertPolicy,
  { longMs, shortMs }: AlertPair,
  slo: Slo,
): Diagnostic {
  const isRounded = longMs !== policy.longMs;
  const long = formatDuration(longMs);
  return {
    severity: 'info',
    code: isRounded ? 'alert-window-rounded' : 'alert-window-paired',
    path: pathOf(policy, slo),
    summary: `The policy ${policy.name} looks back ${long}${
      isRounded ? ', a whole number of the steps that are summed,' : ''
    } and ${formatDuration(shortMs)}: it fires while both burn.`,
    detail:
      'By the short window it ends soon after the burn. That is a twelfth of the long one, rounded up to what is counted: a minute, or a slice of time, and two scrapes.',
  };
}
