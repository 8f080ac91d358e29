import {
  Diagnostic,
  Slo,
  Tier,
} from '@nthlayer/backstage-plugin-nthlayer-common';
import { UserSlo } from '../openslo/read/readSlo';
import { SlosReading } from './assembleSpec';
import { checkComposites } from './checkComposites';
import { quote, unknownValue } from './diagnostics';
import { OwnSlos } from './readOwnSlos';
import { Preset, presetsOf } from './presets';
import { presetSlos } from './presetSlos';
import { Reading } from './reading';
import { Signals } from './readSignals';
import { SpecContext } from './specContext';
import { Cursor, findingAt } from './specFile/cursor';
import { OverlayEntry, SpecFields } from './specFile/specFields';
import { defaultTiers } from './tiers';

/** What the SLOs of a service are made from. */
export interface SlosOwner {
  readonly signals: Reading<Signals>;
  readonly tier: Reading<Tier>;
  readonly service: Reading<string>;
  /** Those of its OpenSLO documents. */
  readonly own: OwnSlos;
  /** What is different in the environment that the SLOs are for. */
  readonly overlay?: OverlayEntry;
}

/** The SLOs of a service: those of presets, and those of its OpenSLO documents, on which all has been told. */
export function readSlos(
  { own, signals, tier, service, overlay }: SlosOwner,
  file: SpecFields | undefined,
  context: SpecContext,
): SlosReading & { readonly diagnostics: readonly Diagnostic[] } {
  const { serviceLabel } = context;
  // A file of OpenSLO documents alone says all there is to promise.
  const alone = file !== undefined && file.at === undefined;
  const objectives = (context.tiers ?? defaultTiers)[tier.value];
  const builtIn = objectives === defaultTiers[tier.value];
  const alerts = file?.alerts ?? {};
  const presets = presetsOf({
    entries: alone ? [] : file?.presets?.value,
    objectives,
    objectivesProvenance: {
      source: builtIn ? 'default' : 'config',
      from: `tier ${tier.value}`,
    },
    alerts,
    overlay,
  });
  const {
    kept,
    written: named,
    diagnostics,
  } = withoutClashes(presets, own.slos);
  const written = named.map(each => own.in(each, overlay));
  const made = presetSlos({
    ...signals.value,
    presets: kept,
    serviceLabel,
    service: service.value,
  });
  const composites = checkComposites(
    [...made.slos, ...written.map(({ slo }) => slo)],
    kept,
  );
  const { slos } = composites;
  return {
    slos,
    provenance: Object.assign(
      {},
      made.provenance,
      ...written.map(({ provenance }) => provenance),
    ),
    diagnostics: [
      ...diagnostics,
      ...made.diagnostics,
      ...composites.diagnostics,
      ...checkOverlays(overlay, slos),
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

/** What an environment says of SLOs that are not there, or that have no threshold. */
function checkOverlays(
  overlay: OverlayEntry | undefined,
  slos: readonly Slo[],
): readonly Diagnostic[] {
  const known = slos.map(({ name }) => name);
  return (overlay?.slos ?? []).flatMap(({ name, thresholdMs }) => {
    const slo = slos.find(each => each.name === name.value);
    if (slo === undefined) {
      return unknownValue({
        code: 'unknown-slo',
        ...name.at.place(),
        what: 'SLO of the service',
        value: name.value,
        known,
        consequence: 'The entry is left out.',
      });
    }
    return thresholdMs === undefined || 'thresholdMs' in slo.sli
      ? []
      : noThreshold(slo.name, thresholdMs.at);
  });
}

function noThreshold(name: string, at: Cursor): Diagnostic {
  return findingAt(at.place('key'), {
    severity: 'error',
    code: 'slo-without-threshold',
    summary: `The SLO ${name} counts no durations, so it has no threshold.`,
    detail: 'The threshold is not used.',
  });
}

function noSlos(file: SpecFields | undefined): Diagnostic {
  return findingAt(file?.presets?.at.place('key') ?? { path: 'spec' }, {
    severity: 'error',
    code: 'no-slos',
    summary: 'The service has no SLOs.',
    detail: `Nothing is measured. ${
      file && !file.at
        ? 'Add an OpenSLO document that can be measured, or a ServiceSpec for the SLOs of the tier.'
        : 'Mend or add an SLO, or remove the list for those of the tier.'
    }`,
  });
}
