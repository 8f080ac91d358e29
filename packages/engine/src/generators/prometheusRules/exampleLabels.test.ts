import { Matcher } from '@nthlayer/backstage-plugin-nthlayer-common';
import { exampleLabels } from './exampleLabels';

function choose(...matchers: [string, Matcher['op'], string][]) {
  return {
    metric: 'm',
    matchers: matchers.map(([label, op, value]) => ({ label, op, value })),
  };
}

describe('exampleLabels', () => {
  it.each([
    ['a class of status', choose(['status', '=~', '5..']), '500'],
    ['not a class', choose(['status', '!~', '5..']), '200'],
    ['a word', choose(['status', '=', 'failed']), 'failed'],
    ['not a word', choose(['status', '!=', '200']), '500'],
    ['an alternative', choose(['status', '=~', 'abc|def.*']), 'abc'],
    [
      'two matchers',
      choose(['status', '=~', '.+'], ['status', '!~', '[25]..']),
      'ok',
    ],
    ['an absent label', choose(['status', '=', '']), ''],
  ])('finds %s', (_, selector, status) => {
    expect(exampleLabels([selector])).toEqual({ status });
  });

  it('finds what one selector chooses and another does not', () => {
    const all = choose(['service', '=', 'a']);
    const bad = choose(['service', '=', 'a'], ['status', '=~', '5..']);
    expect(exampleLabels([all], [bad])).toEqual({
      service: 'a',
      status: '200',
    });
    expect(exampleLabels([all, bad])).toEqual({ service: 'a', status: '500' });
  });

  it.each([
    ['contradictions', choose(['a', '=', 'x'], ['a', '=', 'y'])],
    ['patterns that nothing usual meets', choose(['a', '=~', '[0-9]{9}'])],
    ['patterns that are no patterns', choose(['a', '=~', '('])],
    [
      'patterns that could take for ever',
      choose(['a', '=~', `(a+)+b|${'a'.repeat(60)}`]),
    ],
  ])('gives up on %s', (_, selector) => {
    expect(exampleLabels([selector])).toBeUndefined();
  });

  it('gives up soon on many labels that cannot be met', () => {
    const labels = [...'abcdefghijkl'].map(
      label => [label, '=~', '.+'] as [string, Matcher['op'], string],
    );
    const impossible = choose(...labels, ['z', '=~', '[0-9]{9}']);
    expect(exampleLabels([impossible])).toBeUndefined();
  });
});
