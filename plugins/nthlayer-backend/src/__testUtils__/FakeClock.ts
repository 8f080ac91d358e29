import { Clock } from '../clock';

/** A clock that the test sets. */
export class FakeClock implements Clock {
  nowMs: number;

  constructor(nowMs: number = Date.UTC(2026, 2, 10, 12, 0, 0)) {
    this.nowMs = nowMs;
  }

  now(): number {
    return this.nowMs;
  }
}
