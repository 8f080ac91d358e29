import { Counts } from './FakeDataSource';

/** Counts that differ from tile to tile, with a gap of ten minutes in every six hours. */
export const countsOfTime: Counts = tileStartMs => {
  const minute = tileStartMs / 60_000;
  return minute % 360 < 10
    ? undefined
    : { bad: minute % 7, total: 10 + (minute % 1009) };
};
