import {
  Diagnostic,
  Slo,
  SpecExclusion,
} from '@nthlayer/backstage-plugin-nthlayer-common';
import { unknownValue } from './diagnostics';
import { Found } from './specFile/readFields';
import { ExclusionEntry, SpecFields } from './specFile/specFields';

/** The exclusions of a spec file, for environments and SLOs that there are. */
export function readSpecExclusions(
  file: SpecFields | undefined,
  environments: readonly string[],
  slos: readonly Slo[],
): {
  readonly value: readonly SpecExclusion[];
  readonly diagnostics: readonly Diagnostic[];
} {
  const names = slos.map(({ name }) => name);
  const read = (file?.exclusions ?? []).map(entry => {
    const where = known(entry.environments, environments, 'environment');
    const which = known(entry.slos, names, 'SLO of the service');
    const empty = where.names?.length === 0 || which.names?.length === 0;
    return {
      exclusion: empty
        ? undefined
        : exclusionOf(entry, where.names, which.names),
      diagnostics: [...where.diagnostics, ...which.diagnostics],
    };
  });
  return {
    value: read.flatMap(({ exclusion }) => exclusion ?? []),
    diagnostics: read.flatMap(({ diagnostics }) => diagnostics),
  };
}

function exclusionOf(
  { exclusion, at }: ExclusionEntry,
  environments: readonly string[] | undefined,
  slos: readonly string[] | undefined,
): SpecExclusion {
  return {
    ...exclusion,
    author: at.provenance().from,
    ...(environments && { environments }),
    ...(slos && { slos }),
  };
}

function known(
  given: readonly Found<string>[] | undefined,
  all: readonly string[],
  what: string,
): {
  readonly names?: readonly string[];
  readonly diagnostics: readonly Diagnostic[];
} {
  if (given === undefined) {
    return { diagnostics: [] };
  }
  const isKnown = ({ value }: Found<string>) => all.includes(value);
  return {
    names: given.filter(isKnown).map(({ value }) => value),
    diagnostics: given
      .filter(each => !isKnown(each))
      .map(({ value, at }) =>
        unknownValue({
          code: what === 'environment' ? 'unknown-environment' : 'unknown-slo',
          ...at.place(),
          what,
          value,
          known: all,
          consequence: 'It is left out.',
        }),
      ),
  };
}
