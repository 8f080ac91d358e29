import { Sli, Slo } from '@nthlayer/backstage-plugin-nthlayer-common';
import { UserSlo } from '../openslo/read/readSlo';
import { alertProvenance, alertTuning, mergeAlerts } from './mergeAlerts';
import { AlertEntry, OverlayEntry, SloOverlay } from './specFile/specFields';

/** Whether an environment is like the others for the SLO of a name. */
export function saysNothing(
  overlay: OverlayEntry | undefined,
  slo: string,
): boolean {
  return (
    overlay === undefined ||
    (Object.keys(overlay.alerts).length === 0 &&
      overlay.slos.every(({ name }) => name.value !== slo))
  );
}

/** An SLO of a user's own, with what the spec says of all alerts and of the environment. */
export function overlaySlo(
  user: UserSlo,
  alerts: AlertEntry,
  overlay: OverlayEntry | undefined,
): UserSlo {
  if (overlay === undefined && Object.keys(alerts).length === 0) {
    return user;
  }
  const { slo, provenance } = user;
  const own = overlay?.slos.find(({ name }) => name.value === slo.name);
  const above = mergeAlerts([overlay?.alerts ?? {}, own?.alerts ?? {}]);
  const tuning = {
    ...alertTuning(alerts),
    ...slo.alerts,
    ...(above.disabled && { disabled: undefined }),
    ...alertTuning(above),
  };
  const said = Object.entries(tuning).filter(
    ([, value]) => value !== undefined,
  );
  const path = `slos.${slo.name}`;
  return {
    ...user,
    slo: {
      ...slo,
      ...numbersOf(slo, own),
      ...(said.length > 0 && { alerts: Object.fromEntries(said) }),
    },
    provenance: {
      ...Object.fromEntries(alertProvenance(slo.name, alerts)),
      ...provenance,
      ...Object.fromEntries(alertProvenance(slo.name, above)),
      ...(own?.objective && {
        [`${path}.objective`]: own.objective.at.provenance(),
      }),
      ...(own?.windowMs && {
        [`${path}.window`]: own.windowMs.at.provenance(),
      }),
      ...(own?.thresholdMs && {
        [`${path}.sli.thresholdMs`]: own.thresholdMs.at.provenance(),
      }),
    },
  };
}

function numbersOf(slo: Slo, own: SloOverlay | undefined): Partial<Slo> {
  return {
    ...(own?.objective && { objective: own.objective.value }),
    ...(own?.windowMs && {
      window: { type: 'rolling', durationMs: own.windowMs.value },
    }),
    ...(own?.thresholdMs && {
      sli: withThreshold(slo.sli, own.thresholdMs.value),
    }),
  };
}

function withThreshold(sli: Sli, thresholdMs: number): Sli {
  return 'thresholdMs' in sli ? { ...sli, thresholdMs } : sli;
}
