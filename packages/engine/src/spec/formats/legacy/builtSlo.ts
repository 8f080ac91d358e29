import { Diagnostic } from '@nthlayer/backstage-plugin-nthlayer-common';
import { Cursor } from '../../specFile/cursor';
import { gaugeIndicator } from '../indicators';
import { notMeasured, withoutEffect } from '../notes';
import { openSloSlo, presetSlo, ratioOf, SloParts } from '../sloParts';
import { copied, isGiven, missing, Told, told, toldObject } from '../told';

/** What became of an SLO: an entry of a ServiceSpec, or an OpenSLO document; neither where it cannot be measured. */
export interface SloTranslation {
  readonly presets: readonly Told[];
  readonly written: readonly Told[];
  readonly diagnostics: readonly Diagnostic[];
}

/** What an SLO promises, and of whom. */
export interface SloPromise {
  readonly indicator: Cursor;
  readonly target: Cursor;
  readonly service: Told;
}

/** An SLO without queries: the usual one of the service's type. */
export function preset(
  parts: SloParts,
  { target }: SloPromise,
  kind: 'availability' | 'latency',
  threshold?: Told,
): SloTranslation {
  const { at, description, displayName } = parts;
  return {
    presets: [
      presetSlo(kind, parts, {
        target: copied(target) ?? missing(target),
        ...(threshold && { threshold }),
      }),
    ],
    written: [],
    diagnostics: [
      ...(description ? ['description'] : []),
      ...(displayName ? ['display_name'] : []),
    ].map(field =>
      withoutEffect(
        at.child('spec').child(field),
        'It says what is measured, as the usual SLO has it.',
      ),
    ),
  };
}

/** A figure that must stay low: it is judged, and no events are counted. */
export function gaugeSlo(
  parts: SloParts,
  promise: SloPromise,
  gauge: Cursor,
  value = copied(promise.indicator.child('threshold')),
): SloTranslation {
  if (!isGiven(gauge) || value === undefined) {
    return nothing([
      notMeasured(
        parts.at,
        'The SLO',
        'Its indicator needs a metric and a threshold.',
      ),
    ]);
  }
  const { indicator } = promise;
  return withIndicator(parts, promise, gaugeIndicator(indicator, gauge), {
    op: told('lte', indicator),
    value,
  });
}

/** An SLO with queries of its own. */
export function withIndicator(
  parts: SloParts,
  { target, service }: SloPromise,
  indicator: Told,
  comparison: Readonly<Record<string, Told>> = {},
): SloTranslation {
  if (!isGiven(target)) {
    return nothing([notMeasured(parts.at, 'The SLO', 'It has no objective.')]);
  }
  const { ratio, diagnostics } = ratioOf(target);
  if (ratio === undefined) {
    return nothing(diagnostics);
  }
  const objective = toldObject(target, { ...comparison, target: ratio });
  return {
    presets: [],
    written: [openSloSlo(parts, { service, indicator, objective })],
    diagnostics,
  };
}

/** An SLO that is left out. */
export function nothing(diagnostics: readonly Diagnostic[]): SloTranslation {
  return { presets: [], written: [], diagnostics };
}
