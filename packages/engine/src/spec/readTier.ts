import {
  NTHLAYER_ANNOTATIONS,
  Tier,
} from '@nthlayer/backstage-plugin-nthlayer-common';
import { Annotations } from './readAnnotations';
import { annotationPath, unknownValue } from './diagnostics';
import { Reading } from './reading';
import { SpecContext } from './specContext';
import { knownTiers, parseTier } from './tiers';

const FALLBACK: Tier = 'standard';

/** The tier of a service; `undefined` when neither the entity nor the configuration gives one. */
export function readTier(
  annotations: Annotations,
  context: SpecContext,
): Reading<Tier | undefined> {
  const name = annotations.values.get(NTHLAYER_ANNOTATIONS.tier);
  if (name === undefined) {
    return {
      value: context.defaultTier,
      provenance: { source: 'config', from: 'nthlayer.defaultTier' },
      diagnostics: missingTier(annotations, context),
    };
  }
  const tier = parseTier(name);
  if (tier !== undefined) {
    return {
      value: tier,
      provenance: { source: 'annotation', from: NTHLAYER_ANNOTATIONS.tier },
      diagnostics: [],
    };
  }
  return {
    value: FALLBACK,
    provenance: { source: 'default', from: 'fallback for an unknown tier' },
    diagnostics: [
      unknownValue({
        code: 'unknown-tier',
        path: annotationPath(NTHLAYER_ANNOTATIONS.tier),
        what: 'tier',
        value: name,
        known: knownTiers,
        consequence: `The tier ${FALLBACK} is used.`,
      }),
    ],
  };
}

function missingTier(
  annotations: Annotations,
  context: SpecContext,
): Reading<Tier>['diagnostics'] {
  const others = [...annotations.values.keys()];
  if (context.defaultTier !== undefined || others.length === 0) {
    return [];
  }
  return [
    {
      severity: 'warning',
      code: 'missing-tier',
      path: annotationPath(NTHLAYER_ANNOTATIONS.tier),
      summary: `${others.join(', ')} has no effect without ${
        NTHLAYER_ANNOTATIONS.tier
      }.`,
      detail: `Add ${NTHLAYER_ANNOTATIONS.tier} with one of ${knownTiers.join(
        ', ',
      )}.`,
    },
  ];
}
