import { Entity } from '@backstage/catalog-model';
import { NTHLAYER_ANNOTATIONS } from '@nthlayer/backstage-plugin-nthlayer-common';
import { LIMITS } from '../documents/limits';
import { environmentNames } from '../environmentNames';
import { readAnnotations } from '../readAnnotations';
import { isScopeName } from '../scopeName';
import { SpecContext } from '../specContext';

/** What environments are usually called; where it is not known which ones there are, these are looked for. */
const USUAL = ['dev', 'development', 'stage', 'staging', 'prod', 'production'];

/**
 * The environments that a service may have files of: those that its entity names, else those of the data sources. Where
 * these are not known, the usual names and those of the settings.
 *
 * @public
 */
export function environmentsToLookFor(
  { dataSources, offline }: SpecContext,
  entity?: Entity,
): readonly string[] {
  const list = readAnnotations(entity).values.get(
    NTHLAYER_ANNOTATIONS.environments,
  );
  const known = offline
    ? [...offline.environments, ...USUAL]
    : dataSources.flatMap(({ environments }) =>
        environments.length > 0 ? environments : ['default'],
      );
  const names = list === undefined ? known : environmentNames(list);
  return [...new Set(names.filter(isScopeName))].slice(0, LIMITS.environments);
}
