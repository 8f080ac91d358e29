import { parseTyped } from '../../promql';
import { commonLabels } from './keptLabels';

function kept(...texts: readonly string[]) {
  return commonLabels(
    texts.map(
      text =>
        parseTyped(text, { allowed: ['scalar', 'instant vector'] }).expression!,
    ),
  );
}

it.each<[string, readonly string[] | undefined]>([
  ['sum by (route, code) (rate(a[5m]))', ['code', 'route']],
  ['quantile by (route) (0.9, a) > 0', ['route']],
  ['2 * sum by (route) (a)', ['route']],
  ['-sum by (route) (a)', ['route']],
  ['clamp_max(avg by (route) (a), 1)', ['route']],
  ['max by (route) (a) / sum by (route) (b) or vector(0)', ['route']],
  ['1 - avg by (b, a) (x) / avg by (a, b) (y)', ['a', 'b']],
  ['sum(a)', []],
  ['max(sum by (route) (a))', []],
  ['sum by (route) (a) / sum(b)', undefined],
  ['sum by (route) (a) / on (route) sum by (route) (b)', undefined],
  ['sum by (route) (a) or sum by (route) (b)', undefined],
  ['sum without (pod) (a)', undefined],
  ['topk by (route) (1, a)', undefined],
  ['count_values by (route) ("v", a)', undefined],
  ['label_replace(sum by (route) (a), "x", "$1", "route", "(.*)")', undefined],
  ['a', undefined],
  ['1 + 2', undefined],
])('%s', (text, labels) => {
  expect(kept(text)).toEqual(labels);
});

it('is what good and all events have in common', () => {
  expect(kept('sum by (route) (a)', 'max by (route) (b)')).toEqual(['route']);
  expect(kept('sum by (route) (a)', 'sum(b)')).toBeUndefined();
});
