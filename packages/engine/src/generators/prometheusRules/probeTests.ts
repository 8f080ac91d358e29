import { ProbeSli } from '@nthlayer/backstage-plugin-nthlayer-common';
import { matcher, print, selector } from '../../promql';
import { exampleLabels } from './exampleLabels';
import { expectTile, RuleTest } from './ruleTest';
import { SloUnderTest } from './sloUnderTest';
import { seriesNotation } from './timeline';

/** What the tiles of a probe must count; undefined where no series can be found that it chooses. */
export function probeTests(
  { up }: ProbeSli,
  subject: SloUnderTest,
): RuleTest[] | undefined {
  const labels = exampleLabels([up]);
  if (!labels) {
    return undefined;
  }
  const matchers = Object.entries(labels)
    .filter(([, value]) => value !== '')
    .map(([label, value]) => matcher(label, '=', value));
  const U = undefined;
  return [
    {
      name: 'a probe counts each sample, and what fails among them',
      series: [
        {
          series: print(selector(up.metric, matchers)),
          values: seriesNotation([1, 1, 1, 0, 0, 1, U, U, 1, 1]),
        },
      ],
      expectations: [
        expectTile('total', subject, 2, 1),
        expectTile('bad', subject, 2, 0),
        expectTile('total', subject, 3, 1),
        expectTile('bad', subject, 3, 1),
        expectTile('bad', subject, 5, 0),
        expectTile('total', subject, 6, undefined),
        expectTile('bad', subject, 7, undefined),
        expectTile('total', subject, 8, 1),
      ],
    },
  ];
}
