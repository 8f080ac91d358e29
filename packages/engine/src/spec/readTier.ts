import {
  Diagnostic,
  NTHLAYER_ANNOTATIONS,
  Tier,
} from '@nthlayer/backstage-plugin-nthlayer-common';
import { Annotations } from './readAnnotations';
import { annotationPath, unknownValue } from './diagnostics';
import { Reading } from './reading';
import { SpecContext } from './specContext';
import { SpecFields } from './specFile/specFields';
import { knownTiers, parseTier } from './tiers';

const FALLBACK: Tier = 'standard';
const { spec: SPEC } = NTHLAYER_ANNOTATIONS;

/** The tier of a service; `undefined` when nothing says that the service wants a stack. */
export function readTier(
  annotations: Annotations,
  file: SpecFields | undefined,
  context: SpecContext,
): Reading<Tier | undefined> {
  const name = annotations.values.get(NTHLAYER_ANNOTATIONS.tier);
  const tier = name === undefined ? undefined : parseTier(name);
  if (tier !== undefined) {
    return {
      value: tier,
      provenance: { source: 'annotation', from: NTHLAYER_ANNOTATIONS.tier },
      diagnostics: [],
    };
  }
  const next = nextTier(file, context, name);
  return name === undefined
    ? { ...next, diagnostics: next.value ? [] : missingTier(annotations) }
    : {
        ...next,
        diagnostics: [
          unknownTier(
            name,
            file === undefined && annotations.values.has(SPEC)
              ? `That of the spec file is used, or else ${
                  next.value ?? FALLBACK
                }.`
              : `The tier ${next.value ?? FALLBACK} is used.`,
          ),
        ],
      };
}

/** What holds where no annotation gives a tier. */
function nextTier(
  file: SpecFields | undefined,
  { defaultTier }: SpecContext,
  unknown: string | undefined,
): Omit<Reading<Tier | undefined>, 'diagnostics'> {
  if (file?.tier) {
    return { value: file.tier.value, provenance: file.tier.at.provenance() };
  }
  const wanted = unknown !== undefined || file !== undefined;
  if (defaultTier !== undefined || !wanted) {
    return {
      value: defaultTier,
      provenance: { source: 'config', from: 'nthlayer.defaultTier' },
    };
  }
  return {
    value: FALLBACK,
    provenance: {
      source: 'default',
      from:
        unknown === undefined
          ? 'tier where none is given'
          : 'fallback for an unknown tier',
    },
  };
}

function unknownTier(name: string, consequence: string): Diagnostic {
  return unknownValue({
    code: 'unknown-tier',
    path: annotationPath(NTHLAYER_ANNOTATIONS.tier),
    what: 'tier',
    value: name,
    known: knownTiers,
    consequence,
  });
}

function missingTier(annotations: Annotations): readonly Diagnostic[] {
  const others = [...annotations.values.keys()].filter(key => key !== SPEC);
  if (others.length === 0) {
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
