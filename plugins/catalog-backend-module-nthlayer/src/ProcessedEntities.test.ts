import { setTimeout } from 'node:timers/promises';
import { mockServices } from '@backstage/backend-test-utils';
import { EventParams } from '@backstage/plugin-events-node';
import { ProcessedEntities } from './ProcessedEntities';

function setUp(fails = false) {
  const told: EventParams[] = [];
  const logger = mockServices.logger.mock();
  const processed = ProcessedEntities.create({
    delayMs: 5,
    events: {
      publish: async event => {
        told.push(event);
        if (fails) {
          throw new Error('no bus');
        }
      },
    },
    logger,
  });
  return { told, logger, processed };
}

describe('ProcessedEntities', () => {
  it('tells of many entities in one event', async () => {
    const { told, processed } = setUp();
    ['a', 'b', 'a'].forEach(each => processed.add(each));
    expect(told).toEqual([]);
    await setTimeout(30);
    processed.add('c');
    await setTimeout(30);
    expect(told).toEqual(
      [['a', 'b'], ['c']].map(entityRefs => ({
        topic: 'nthlayer.spec-file.processed',
        eventPayload: { entityRefs },
      })),
    );
  });

  it('goes on where nobody can be told', async () => {
    const { told, logger, processed } = setUp(true);
    processed.add('a');
    await setTimeout(30);
    processed.add('b');
    await setTimeout(30);
    expect(told).toHaveLength(2);
    expect(logger.warn).toHaveBeenCalledTimes(2);
  });
});
