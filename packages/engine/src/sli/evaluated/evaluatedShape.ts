import { Selector } from '@nthlayer/backstage-plugin-nthlayer-common';
import { Shape, ShapeMember, splitCounter } from '../shape';
import { EvaluatedSli } from './evaluatedTile';

const NO_SELECTOR = { metric: '', fixed: [], labels: [] };

/** The one selector that the SLI is made of; undefined where it is an expression. */
function selectorIn(sli: EvaluatedSli): Selector | undefined {
  switch (sli.kind) {
    case 'native-latency':
      return sli.histogram;
    case 'probe':
      return sli.up;
    default:
      return undefined;
  }
}

/** The SLI with an empty selector in place of its own, so that SLIs of one shape are the same. */
function withoutSelector(sli: EvaluatedSli): EvaluatedSli {
  const none: Selector = { metric: '', matchers: [] };
  switch (sli.kind) {
    case 'native-latency':
      return { ...sli, histogram: none };
    case 'probe':
      return { ...sli, up: none };
    default:
      return sli;
  }
}

/** Splits an SLI into what it shares with others and what is its own. An expression shares with its like only. */
export function splitEvaluated(sli: EvaluatedSli): {
  shape: Shape;
  member: ShapeMember;
} {
  const selector = selectorIn(sli);
  const groupBy = [...new Set(sli.groupBy)].sort();
  const split = selector && splitCounter({ selector });
  const part = split?.shape ?? NO_SELECTOR;
  const values = split?.values ?? [];
  return {
    shape: {
      total: part,
      part: 'bad',
      events: part,
      mayLack: false,
      groupBy,
      evaluated: { ...withoutSelector(sli), groupBy },
    },
    member: { total: values, events: values },
  };
}
