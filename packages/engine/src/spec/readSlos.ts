import { Diagnostic, Tier } from '@nthlayer/backstage-plugin-nthlayer-common';
import { SlosReading } from './assembleSpec';
import { presetsOf } from './presets';
import { presetSlos } from './presetSlos';
import { Reading } from './reading';
import { Signals } from './readSignals';
import { SpecContext } from './specContext';
import { SpecFields } from './specFile/specFields';
import { defaultTiers } from './tiers';

/** The SLOs of a service: those of presets, and those of its OpenSLO documents. */
export function readSlos(
  service: {
    readonly signals: Reading<Signals>;
    readonly tier: Reading<Tier>;
    readonly service: Reading<string>;
  },
  file: SpecFields | undefined,
  context: SpecContext,
): SlosReading & { readonly diagnostics: readonly Diagnostic[] } {
  const tier = service.tier.value;
  const presets = presetsOf(
    file?.presets?.value,
    (context.tiers ?? defaultTiers)[tier],
    { source: context.tiers ? 'config' : 'default', from: `tier ${tier}` },
  );
  return presetSlos({
    ...service.signals.value,
    presets,
    serviceLabel: context.serviceLabel,
    service: service.service.value,
  });
}
