import { Diagnostic, Tier } from '@nthlayer/backstage-plugin-nthlayer-common';
import { readOpenSlo } from '../openslo/read/readOpenSlo';
import { UserSlo } from '../openslo/read/readSlo';
import { SlosReading } from './assembleSpec';
import { quote } from './diagnostics';
import { Preset, presetsOf } from './presets';
import { presetSlos } from './presetSlos';
import { Identity } from './readIdentity';
import { Reading } from './reading';
import { Signals } from './readSignals';
import { SpecContext } from './specContext';
import { findingAt } from './specFile/cursor';
import { SpecFields } from './specFile/specFields';
import { defaultTiers } from './tiers';

/** What the SLOs of a service are made from. */
export interface SlosOwner {
  readonly identity: Identity;
  readonly signals: Reading<Signals>;
  readonly tier: Reading<Tier>;
  readonly service: Reading<string>;
}

/** The SLOs of a service: those of presets, and those of its OpenSLO documents. */
export function readSlos(
  { identity, signals, tier, service }: SlosOwner,
  file: SpecFields | undefined,
  context: SpecContext,
): SlosReading & { readonly diagnostics: readonly Diagnostic[] } {
  const { serviceLabel } = context;
  const own = readOpenSlo(file?.openSlo ?? [], {
    names: [identity.name, service.value],
    others: file?.others ?? [],
    serviceLabel,
  });
  // A file of OpenSLO documents alone says all there is to promise.
  const alone = file !== undefined && file.at === undefined;
  const objectives = (context.tiers ?? defaultTiers)[tier.value];
  const builtIn = objectives === defaultTiers[tier.value];
  const presets = presetsOf(alone ? [] : file?.presets?.value, objectives, {
    source: builtIn ? 'default' : 'config',
    from: `tier ${tier.value}`,
  });
  const { kept, written, diagnostics } = withoutClashes(presets, own.slos);
  const made = presetSlos({
    ...signals.value,
    presets: kept,
    serviceLabel,
    service: service.value,
  });
  const slos = [...made.slos, ...written.map(({ slo }) => slo)];
  return {
    slos,
    provenance: Object.assign(
      {},
      made.provenance,
      ...written.map(({ provenance }) => provenance),
    ),
    diagnostics: [
      ...own.diagnostics,
      ...diagnostics,
      ...made.diagnostics,
      ...(slos.length === 0 ? [noSlos(file)] : []),
    ],
  };
}

/** A name is given once: an SLO of the user's own takes the place of a default, and gives way to one asked for. */
function withoutClashes(
  presets: readonly Preset[],
  own: readonly UserSlo[],
): {
  readonly kept: readonly Preset[];
  readonly written: readonly UserSlo[];
  readonly diagnostics: readonly Diagnostic[];
} {
  const taken = new Set(
    presets.filter(({ place }) => place).map(({ name }) => name),
  );
  const written: UserSlo[] = [];
  const diagnostics: Diagnostic[] = [];
  for (const each of own) {
    const { name } = each.slo;
    if (taken.has(name)) {
      diagnostics.push(duplicateName(each));
    } else {
      taken.add(name);
      written.push(each);
    }
  }
  const kept = presets.filter(
    ({ name, place }) => place !== undefined || !taken.has(name),
  );
  return { kept, written, diagnostics };
}

function duplicateName({ slo, place }: UserSlo): Diagnostic {
  return findingAt(place, {
    severity: 'error',
    code: 'duplicate-slo-name',
    summary: `There is already an SLO called ${quote(slo.name)}.`,
    detail: 'The second one is left out. Give it a name of its own.',
  });
}

function noSlos(file: SpecFields | undefined): Diagnostic {
  return findingAt(file?.presets?.at.place('key') ?? { path: 'spec' }, {
    severity: 'error',
    code: 'no-slos',
    summary: 'The service has no SLOs.',
    detail:
      'Nothing is measured. Name a preset, add an OpenSLO document, or remove slos for those of the tier.',
  });
}
