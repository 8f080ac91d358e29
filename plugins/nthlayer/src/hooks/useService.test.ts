import {
  availabilitySlo,
  notSetUpService,
  readyService,
} from '../__testUtils__';
import { serviceInterval } from './useService';

const loading = availabilitySlo(undefined, {
  backfill: { state: 'running', fromMs: 0, reachedMs: 1 },
});
const problem = { code: 'unreachable', message: '', sinceMs: 1 } as const;
const down = { ...loading, dataProblem: problem };

describe('serviceInterval', () => {
  it.each([
    ['a service', readyService(), 30_000],
    ['a service that loads history', readyService({ slos: [loading] }), 5_000],
    ['one whose source is down', readyService({ slos: [down] }), 30_000],
    ['one SLO of two', readyService({ slos: [down, loading] }), 5_000],
    ['one being compiled', notSetUpService({ reason: 'pending' }), 3_000],
    ['one not set up', notSetUpService(), 30_000],
    ['nothing yet', undefined, 30_000],
  ])('%s is asked again after %p', (_name, service, intervalMs) => {
    expect(serviceInterval(service)).toBe(intervalMs);
  });
});
