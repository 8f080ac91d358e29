import request from 'supertest';
import { createApi } from '../__testUtils__/createApi';
import { databases } from '../__testUtils__/databases';
import { HOUR_MS } from '../durations';

jest.setTimeout(60_000);

const { signal } = new AbortController();
const PATH = '/services/component/default/payment-api';

/** A service of which an hour of one SLO was given up. */
async function setUp(options: Parameters<typeof createApi>[0] = {}) {
  const api = await createApi(options);
  await api.backfill.run(signal);
  const [{ sliRevisionId, progress }] = await api.slos.listActive({
    entityRefs: ['component:default/payment-api'],
  });
  const endMs = progress.backfillReachedMs;
  const givenUp = await api.backfillStore.giveUp({
    ...{ sliRevisionId, startMs: endMs - HOUR_MS, endMs },
    problem: { code: 'bad-reply', message: 'No JSON.' },
    givenUpAtMs: api.clock.nowMs,
  });
  expect(givenUp).toBe('written');
  const post = (path = PATH, query = '') =>
    request(api.app).post(`${path}/backfill${query}`);
  const findings = async (path = PATH) => {
    const { body } = await api.get(path);
    return body.diagnostics.filter(
      ({ code }: { code: string }) => code === 'history-unreadable',
    );
  };
  return { ...api, post, findings };
}

describe.each(databases.eachSupportedId())('backfill on %s', databaseId => {
  it('reads what was given up once more, and the finding is gone', async () => {
    const { backfill, findings, post } = await setUp({ databaseId });
    expect(await findings()).toEqual([
      {
        severity: 'warning',
        code: 'history-unreadable',
        path: 'slos.availability',
        summary: expect.stringContaining('stays unknown'),
        detail: expect.stringContaining('No JSON.'),
      },
    ]);
    expect(await findings(`${PATH}?environment=staging`)).toEqual([]);
    const elsewhere = await post(PATH, '?environment=staging');
    expect(elsewhere.body).toEqual({ slos: [] });
    const { status, body } = await post();
    expect(status).toBe(202);
    expect(body.slos).toContain('availability');
    await backfill.run(signal);
    expect(await findings()).toEqual([]);
    expect((await post()).body).toEqual({ slos: [] });
  });
});

describe('backfill', () => {
  it('needs its own permission, and a service that the caller sees', async () => {
    const { findings, post } = await setUp({ deny: ['nthlayer.slo.backfill'] });
    expect((await post()).status).toBe(403);
    expect(await findings()).toHaveLength(1);
    const hidden = '/services/component/default/hidden';
    expect((await post(hidden)).status).toBe(404);
  });

  it('is audited, refused ones too', async () => {
    const { auditor, post } = await setUp();
    const event = { success: jest.fn(), fail: jest.fn() };
    auditor.createEvent.mockResolvedValue(event);
    await post();
    expect(auditor.createEvent).toHaveBeenLastCalledWith(
      expect.objectContaining({
        eventId: 'backfill-retry',
        meta: { entityRef: 'component:default/payment-api' },
      }),
    );
    expect(event.success).toHaveBeenCalledTimes(1);
    await post('/services/component/default/hidden');
    expect(event.fail).toHaveBeenCalledTimes(1);
  });
});
