import { Diagnostic } from '@nthlayer/backstage-plugin-nthlayer-common';
import { readOpenSlo } from '../openslo/read/readOpenSlo';
import { UserSlo } from '../openslo/read/readSlo';
import { overlaySlo, saysNothing } from './overlaySlo';
import { SpecContext } from './specContext';
import { OverlayEntry, SpecFields } from './specFile/specFields';

/** The SLOs of a service that a user wrote, read once for all environments. */
export interface OwnSlos {
  readonly slos: readonly UserSlo[];
  readonly diagnostics: readonly Diagnostic[];
  /** An SLO with what the spec says of all alerts and of an environment; one and the same where that is nothing. */
  in(slo: UserSlo, overlay: OverlayEntry | undefined): UserSlo;
}

/** Reads the OpenSLO documents that mean a service by one of some names, of which the first is its own. */
export function readOwnSlos(
  names: readonly string[],
  file: SpecFields | undefined,
  context: SpecContext,
): OwnSlos {
  const alerts = file?.alerts ?? {};
  const { slos, diagnostics } = readOpenSlo(file?.openSlo ?? [], {
    names,
    others: file?.others ?? [],
    serviceLabel: context.serviceLabel,
    profile: context.openSloProfile,
  });
  const usual = new Map(
    slos.map(slo => [slo, overlaySlo(slo, alerts, undefined)]),
  );
  return {
    slos,
    diagnostics,
    in: (slo, overlay) =>
      (saysNothing(overlay, slo.slo.name) ? usual.get(slo) : undefined) ??
      overlaySlo(slo, alerts, overlay),
  };
}
