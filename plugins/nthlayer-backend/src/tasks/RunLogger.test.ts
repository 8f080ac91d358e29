import { LoggerService } from '@backstage/backend-plugin-api';
import { JsonObject } from '@backstage/types';
import { setImmediate } from 'node:timers/promises';
import { RunLogger } from './RunLogger';

/** Keeps lines with all facts that they bear. */
function recording(lines: unknown[], facts: JsonObject = {}): LoggerService {
  const log = (level: string) => (message: string, meta?: Error | JsonObject) =>
    lines.push({
      level,
      message,
      ...facts,
      ...(meta instanceof Error ? { error: meta.message } : meta),
    });
  return {
    error: log('error'),
    warn: log('warn'),
    info: log('info'),
    debug: log('debug'),
    child: meta => recording(lines, { ...facts, ...meta }),
  };
}

describe('RunLogger', () => {
  it('tells the lines of turns apart that go on at the same time', async () => {
    const lines: unknown[] = [];
    const logger = RunLogger.create(recording(lines));
    const ofSource = logger.child({ dataSource: 'main' });
    const turn = (run: string) =>
      logger.within({ job: 'tick', run }, async () => {
        logger.info('begins', { slos: 2 });
        await setImmediate();
        ofSource.warn('is slow');
        logger.error('fails', new Error('x'));
      });
    await Promise.all([turn('1'), turn('2')]);
    ofSource.debug('afterwards');
    const linesOf = (run: string) => [
      { level: 'info', message: 'begins', job: 'tick', run, slos: 2 },
      {
        level: 'warn',
        message: 'is slow',
        job: 'tick',
        run,
        dataSource: 'main',
      },
      { level: 'error', message: 'fails', job: 'tick', run, error: 'x' },
    ];
    const [begun1, begun2, ...rest] = lines;
    expect([begun1, begun2]).toEqual([linesOf('1')[0], linesOf('2')[0]]);
    expect(rest).toEqual([
      ...linesOf('1').slice(1),
      ...linesOf('2').slice(1),
      { level: 'debug', message: 'afterwards', dataSource: 'main' },
    ]);
  });
});
