/** Counters of one process, a sample a minute; undefined where it was not scraped. */
export interface Sample {
  readonly good: number;
  readonly bad?: number;
}

export type Timeline = readonly (Sample | undefined)[];

/** A stretch of minutes. While hidden, the process goes on counting but is not scraped. */
export type Stretch =
  | {
      readonly minutes: number;
      readonly good: number;
      readonly bad?: number;
      readonly hidden?: boolean;
    }
  | { readonly restartAt: Sample };

/** Samples of a process that starts at minute `from` with these counts and then lives through the stretches. */
export function timeline(
  from: number,
  start: Sample,
  stretches: readonly Stretch[],
): Timeline {
  const samples: (Sample | undefined)[] = Array.from({ length: from });
  let now = start;
  samples.push(now);
  for (const stretch of stretches) {
    if ('restartAt' in stretch) {
      now = stretch.restartAt;
      samples.push(now);
    } else {
      for (let minute = 0; minute < stretch.minutes; minute++) {
        const bad =
          stretch.bad === undefined ? now.bad : (now.bad ?? 0) + stretch.bad;
        now = {
          good: now.good + stretch.good,
          ...(bad !== undefined && { bad }),
        };
        samples.push(stretch.hidden ? undefined : now);
      }
    }
  }
  return samples;
}

interface Run {
  readonly first: number | undefined;
  step: number;
  count: number;
}

function extend(run: Run | undefined, value: number | undefined): boolean {
  if (!run || (run.first === undefined) !== (value === undefined)) {
    return false;
  }
  if (run.first === undefined || value === undefined) {
    run.count++;
    return true;
  }
  const step = run.count === 1 ? value - run.first : run.step;
  if (step < 0 || run.first + step * run.count !== value) {
    return false;
  }
  run.step = step;
  run.count++;
  return true;
}

/** Values as promtool writes them: `1000+60x9 _x3 4`. */
export function seriesNotation(
  values: readonly (number | undefined)[],
): string {
  const runs: Run[] = [];
  for (const value of values) {
    if (!extend(runs[runs.length - 1], value)) {
      runs.push({ first: value, step: 0, count: 1 });
    }
  }
  return runs
    .map(({ first, step, count }) => {
      if (first === undefined) {
        return count === 1 ? '_' : `_x${count}`;
      }
      return count === 1 ? String(first) : `${first}+${step}x${count - 1}`;
    })
    .join(' ');
}
