import { FakeClock } from '../__testUtils__/FakeClock';
import { SECOND_MS } from '../durations';
import { VisibleRefs } from './VisibleRefs';

/** A catalog that shows each decision what the test says. */
function setUp() {
  const clock = new FakeClock();
  const refs = VisibleRefs.create({ clock });
  const shown: Record<string, readonly string[]> = {};
  const asked: string[] = [];
  return {
    asked,
    clock,
    shown,
    visible: (decision: string, entityRefs: readonly string[]) =>
      refs.of(decision, entityRefs, async unknown => {
        asked.push(`${decision}: ${unknown.join(' ')}`);
        return unknown.filter(ref => shown[decision].includes(ref));
      }),
  };
}

describe('VisibleRefs', () => {
  it('asks for what it does not know, and answers in order', async () => {
    const { asked, shown, visible } = setUp();
    shown.one = ['a', 'c'];
    expect(await visible('one', ['c', 'b', 'a'])).toEqual(['c', 'a']);
    expect(await visible('one', ['b', 'd', 'c'])).toEqual(['c']);
    expect(await visible('one', ['d'])).toEqual([]);
    expect(asked).toEqual(['one: c b a', 'one: d']);
  });

  it('shows nobody what another decision shows', async () => {
    const { shown, visible } = setUp();
    shown.one = ['a', 'b'];
    shown.two = ['b'];
    expect(await visible('one', ['a', 'b'])).toEqual(['a', 'b']);
    expect(await visible('two', ['a', 'b'])).toEqual(['b']);
    expect(await visible('one', ['a', 'b'])).toEqual(['a', 'b']);
  });

  it('remembers it for half a minute, however often it is asked', async () => {
    const { clock, shown, visible } = setUp();
    shown.one = ['a'];
    await visible('one', ['a']);
    shown.one = [];
    clock.nowMs += 29 * SECOND_MS;
    expect(await visible('one', ['a'])).toEqual(['a']);
    clock.nowMs += SECOND_MS;
    expect(await visible('one', ['a'])).toEqual([]);
  });

  it('remembers nothing that could not be asked for', async () => {
    const { asked, shown, visible } = setUp();
    await expect(visible('one', ['a'])).rejects.toThrow();
    shown.one = ['a'];
    expect(await visible('one', ['a'])).toEqual(['a']);
    expect(asked).toHaveLength(2);
  });
});
