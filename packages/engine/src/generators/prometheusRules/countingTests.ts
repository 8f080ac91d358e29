import { expectTile, RuleTest } from './ruleTest';
import { SloUnderTest } from './sloUnderTest';
import { Stretch, timeline, Timeline } from './timeline';

const STEP = 10;

function steady(minutes: number): Stretch {
  return { minutes, good: STEP };
}

function hidden(minutes: number): Stretch {
  return { ...steady(minutes), hidden: true };
}

/** A process that has been running since the start of the test. */
function old(...stretches: readonly Stretch[]): Timeline {
  return timeline(0, { good: 1000, bad: 0 }, stretches);
}

/** What the tiles must count where counters are not simply counting on. */
export function countingTests(subject: SloUnderTest): RuleTest[] {
  const total = (minute: number, events: number | undefined) =>
    expectTile('total', subject, minute, events);
  const bad = (minute: number, events: number | undefined) =>
    expectTile('bad', subject, minute, events);
  return [
    {
      name: 'a first scrape at 1,000,000 is unknown, not a million events',
      processes: { a: timeline(5, { good: 1e6, bad: 0 }, [steady(10)]) },
      expectations: [total(5, undefined), total(6, STEP), bad(6, 0)],
    },
    {
      name: 'a new pod counts its first value',
      processes: {
        a: old(steady(20)),
        b: timeline(10, { good: 50, bad: 0 }, [steady(10)]),
      },
      expectations: [total(9, STEP), total(10, STEP + 50), total(11, 2 * STEP)],
    },
    {
      name: 'a label that is born with its first bad events counts them',
      processes: {
        a: [
          ...timeline(0, { good: 1000 }, [steady(9)]),
          ...timeline(0, { good: 1000 + 10 * STEP, bad: 3 }, [steady(9)]),
        ],
      },
      expectations: [bad(9, 0), bad(10, 3), bad(11, 0), total(10, STEP + 3)],
    },
    {
      name: 'a reset counts the new value',
      processes: {
        a: old(steady(9), { restartAt: { good: 4, bad: 0 } }, steady(9)),
      },
      expectations: [total(9, STEP), total(10, 4), total(11, STEP), bad(10, 0)],
    },
    {
      name: 'a pod that returns after 20 minutes counts its difference',
      processes: {
        a: old(steady(50)),
        b: old(steady(9), hidden(20), steady(20)),
      },
      expectations: [
        total(20, STEP),
        total(30, STEP + 21 * STEP),
        total(31, 2 * STEP),
      ],
    },
    {
      name: 'a gap of the whole service is unknown, its events are counted after it',
      processes: { a: old(steady(9), hidden(20), steady(20)) },
      expectations: [
        total(9, STEP),
        total(20, undefined),
        total(30, 21 * STEP),
        bad(30, 0),
      ],
    },
    {
      name: 'a pod that returns after 70 minutes counts from its return',
      processes: {
        a: old(steady(250)),
        b: old(steady(174), hidden(70), steady(5)),
      },
      expectations: [total(244, STEP), total(245, STEP), total(246, 2 * STEP)],
    },
  ];
}
