import { Diagnostic } from '@nthlayer/backstage-plugin-nthlayer-common';
import { quote } from '../../diagnostics';
import { didYouMean } from '../../didYouMean';
import { Cursor, findingAt } from '../../specFile/cursor';
import { withoutEffect } from '../notes';
import { presetSlo } from '../sloParts';
import { Told, told } from '../told';

interface TemplateSlo {
  readonly name: string;
  readonly preset: 'availability' | 'latency';
  /** In per cent. */
  readonly target: number;
  readonly threshold?: string;
}

function api(
  availability: number,
  latency: number,
  threshold: string,
  percentile: number,
): readonly TemplateSlo[] {
  return [
    { name: 'availability', preset: 'availability', target: availability },
    {
      name: `latency-p${percentile}`,
      preset: 'latency',
      target: latency,
      threshold,
    },
  ];
}

/** The built-in templates of NthLayer's first format. */
const TEMPLATES: Readonly<Record<string, readonly TemplateSlo[]>> = {
  'critical-api': api(99.9, 99, '500ms', 95),
  'standard-api': api(99.5, 95, '1s', 95),
  'low-api': api(99, 90, '2s', 95),
  'background-job': [
    { name: 'success-rate', preset: 'availability', target: 99 },
    { name: 'latency-p95', preset: 'latency', target: 95, threshold: '60s' },
  ],
  pipeline: [{ name: 'success-rate', preset: 'availability', target: 95 }],
};

/** Whether a template is one of NthLayer's own. */
export function isBuiltIn(name: unknown): name is string {
  return typeof name === 'string' && Object.hasOwn(TEMPLATES, name);
}

/** The SLOs of a service's built-in template; one of the same name in its resources takes its place. */
export function templateSlos(
  at: Cursor,
  own: ReadonlySet<unknown>,
): {
  readonly presets: readonly Told[];
  readonly diagnostics: readonly Diagnostic[];
} {
  const { value } = at;
  if (!isBuiltIn(value)) {
    return { presets: [], diagnostics: [] };
  }
  const slos = TEMPLATES[value];
  const presets = slos
    .filter(({ name }) => !own.has(name))
    .map(({ preset, name, target, threshold }) =>
      presetSlo(
        preset,
        { at, name: told(name, at), window: at.child('window') },
        {
          target: told(target, at),
          ...(threshold !== undefined && { threshold: told(threshold, at) }),
        },
      ),
    );
  return {
    presets,
    diagnostics:
      value === 'pipeline'
        ? [withoutEffect(at, 'Freshness is not measured by this template.')]
        : [],
  };
}

/** The finding on a template that is not there. */
export function unknownTemplate(at: Cursor): Diagnostic {
  const known = Object.keys(TEMPLATES);
  const { value } = at;
  const guess =
    typeof value === 'string' ? didYouMean(value, known) : undefined;
  const hint = guess === undefined ? '' : `Did you mean ${guess}? `;
  return findingAt(at.place(), {
    severity: 'error',
    code: 'unknown-template',
    summary: `There is no template ${quote(value)}.`,
    detail: `${hint}No SLO comes from it. Known: ${known.join(
      ', ',
    )}; one of your own is read from .nthlayer/templates/<name>.yaml.`,
  });
}
