import { Diagnostic } from '@nthlayer/backstage-plugin-nthlayer-common';
import { NamedEntry, ObjectIndex } from '../objectIndex';
import { DeepPartial } from '../readDocument';
import { OpenSloSli } from '../sli';
import { OpenSloSlo } from '../slo';
import { readIndicator } from './readIndicator';
import { readThresholdQuery } from './thresholdSli';

/** Errors in the queries of SLIs that no SLO refers to; those of others are told with what is made of them. */
export function checkUnusedSlis(index: ObjectIndex): readonly Diagnostic[] {
  return unusedSlis(index).flatMap(sli => brokenQueries(sli, index));
}

function unusedSlis({ entries, again }: ObjectIndex): readonly NamedEntry[] {
  const slos = entries.filter(({ kind }) => kind === 'SLO');
  const used = slos.flatMap(({ value }) => {
    const { spec = {} } = value as DeepPartial<OpenSloSlo>;
    return [spec, ...(spec.objectives ?? [])].map(each => each?.indicatorRef);
  });
  const unused = entries.filter(({ name }) => !used.includes(name));
  return [...unused, ...again].filter(({ kind }) => kind === 'SLI');
}

function brokenQueries(
  { value, at }: NamedEntry,
  index: ObjectIndex,
): readonly Diagnostic[] {
  const { spec = {} } = value as DeepPartial<OpenSloSli>;
  const { threshold, diagnostics } = readIndicator(
    spec,
    at.child('spec'),
    index,
    '',
  );
  return [
    ...diagnostics,
    ...(threshold ? readThresholdQuery(threshold).diagnostics : []),
  ].filter(({ severity }) => severity === 'error');
}
