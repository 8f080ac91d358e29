import { mockServices } from '@backstage/backend-test-utils';
import {
  EventParams,
  EventsServiceEventHandler,
} from '@backstage/plugin-events-node';
import { FakeClock } from '../__testUtils__/FakeClock';
import { MINUTE_MS } from '../durations';
import { followProcessing } from './followProcessing';
import { SpecFileKeys } from './SpecFileKeys';

const remote = (path: string) => ({
  kind: 'remote' as const,
  path,
  url: `https://host/${path}`,
});

describe('SpecFileKeys', () => {
  it('tells what is new, again after a while, and once nothing is left', async () => {
    const clock = new FakeClock();
    const told: EventParams[] = [];
    let fails = false;
    const keys = SpecFileKeys.create({
      clock,
      logger: mockServices.logger.mock(),
      events: {
        publish: async event => {
          if (fails) {
            throw new Error('no bus');
          }
          told.push(event);
        },
      },
    });
    const tell = async (...paths: readonly string[]) => {
      told.length = 0;
      keys.add('a', paths.map(remote));
      keys.add('none', []);
      await keys.tell();
      return told.map(({ topic, eventPayload }) => [topic, eventPayload]);
    };
    const event = (...own: readonly string[]) => [
      'nthlayer.spec-file.found',
      { keys: [['a', own]] },
    ];

    fails = true;
    expect(await tell('x.yaml')).toEqual([]);
    fails = false;
    expect(await tell('x.yaml')).toEqual([event('url:https://host/x.yaml')]);
    expect(await tell('x.yaml')).toEqual([]);
    clock.nowMs += 10 * MINUTE_MS;
    expect(await tell('x.yaml')).toEqual([event('url:https://host/x.yaml')]);
    expect(await tell()).toEqual([event()]);
  });

  it('calls local files as the catalog does', async () => {
    const publish = jest.fn();
    const keys = SpecFileKeys.create({
      clock: new FakeClock(),
      logger: mockServices.logger.mock(),
      events: { publish },
    });
    keys.add('a', [{ kind: 'local', folder: '/srv/shop', path: 'slo/a.yaml' }]);
    await keys.tell();
    expect(publish.mock.calls[0][0].eventPayload).toEqual({
      keys: [['a', ['file:/srv/shop/slo/a.yaml']]],
    });
  });
});

describe('followProcessing', () => {
  it.each([
    [{ entityRefs: ['a', 'b'] }, ['a', 'b']],
    [{ entityRefs: ['a', 5, null] }, ['a']],
    [{ entityRefs: 'a' }, []],
    [null, []],
    [5, []],
  ])('%j has the files of %j looked at again', async (payload, expected) => {
    const marked: (readonly string[])[] = [];
    const send = await follow(async refs => {
      marked.push(refs);
    });
    await send({
      topic: 'nthlayer.spec-file.processed',
      eventPayload: payload,
    });
    expect(marked).toEqual([expected]);
  });

  it('goes on where the database does not answer', async () => {
    const send = await follow(async () => {
      throw new Error('locked');
    });
    await expect(
      send({ topic: 'a', eventPayload: { entityRefs: ['a'] } }),
    ).resolves.toBeUndefined();
  });

  async function follow(markDue: (refs: readonly string[]) => Promise<void>) {
    const handlers: EventsServiceEventHandler[] = [];
    await followProcessing({
      logger: mockServices.logger.mock(),
      specFiles: { markDue },
      events: {
        subscribe: async ({ onEvent }) => {
          handlers.push(onEvent);
        },
      },
    });
    return handlers[0];
  }
});
