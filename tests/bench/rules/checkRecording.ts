import { execFile } from 'node:child_process';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { stringify } from 'yaml';
import { BenchPrometheus } from '../prometheus/BenchPrometheus';
import { TimedRule } from './ruleFile';

const run = promisify(execFile);
const BUFFER = { maxBuffer: 256 << 20 };

type Range = { readonly startMs: number; readonly endMs: number };

interface RecordedSample {
  readonly timeMs: number;
  /** Labels, value and time. */
  readonly line: string;
}

function recorded(
  labels: Readonly<Record<string, string>>,
  value: string,
  timeMs: number,
): RecordedSample {
  const sorted = Object.entries(labels)
    .map(([name, text]) => `${name}=${JSON.stringify(text)}`)
    .sort();
  const line = `{${sorted.join(', ')}} ${Number(value)} ${timeMs}`;
  return { timeMs, line };
}

/** What `promtool` records. */
async function promtoolSamples(
  server: BenchPrometheus,
  rules: readonly TimedRule[],
  { startMs, endMs }: Range,
): Promise<RecordedSample[]> {
  // it hashes the path of the file into the second at which the group is due, and loses a sample at the end of each of
  // its blocks where that is the last one of a minute: by a path of its own it is the same one in every run
  const [file, output] = ['check.yaml', 'check'];
  const options = { ...BUFFER, cwd: server.folder };
  const group = {
    name: 'check',
    interval: `${rules[0].intervalMs / 1000}s`,
    rules: rules.map(({ intervalMs, ...rule }) => rule),
  };
  await writeFile(join(server.folder, file), stringify({ groups: [group] }));
  await run(
    'promtool',
    [
      ...['tsdb', 'create-blocks-from', 'rules', `--url=${server.address}`],
      ...[`--start=${startMs / 1000}`, `--end=${endMs / 1000}`],
      ...[`--output-dir=${output}`, `--eval-interval=${group.interval}`, file],
    ],
    options,
  );
  // blocks alone are no database to it
  await mkdir(join(server.folder, output, 'wal'));
  const { stdout } = await run('promtool', ['tsdb', 'dump', output], options);
  return stdout.split('\n').flatMap(line => {
    const [, inside, value, time] =
      /^\{(.*)\} (\S+) (\d+)$/.exec(line.trim()) ?? [];
    const labels = [...(inside ?? '').matchAll(/(\w+)=("(?:[^"\\]|\\.)*")/g)];
    return inside === undefined
      ? []
      : recorded(
          Object.fromEntries(
            labels.map(([, name, text]) => [name, JSON.parse(text)]),
          ),
          value,
          Number(time),
        );
  });
}

async function ownSamples(
  server: BenchPrometheus,
  rules: readonly TimedRule[],
  range: Range,
): Promise<RecordedSample[]> {
  const samples: RecordedSample[] = [];
  for (const { record, expr, labels, intervalMs } of rules) {
    const found = await server.queryRange(expr, {
      ...range,
      stepMs: intervalMs,
    });
    for (const { metric, values } of found) {
      const named = { ...metric, ...labels, __name__: record };
      samples.push(
        ...values.map(([seconds, value]) =>
          recorded(named, value, Math.round(seconds * 1000)),
        ),
      );
    }
  }
  return samples;
}

/**
 * Compares how rules are recorded here with `promtool tsdb create-blocks-from rules`, for rules of one interval that
 * do not read each other. Gives the number of samples, and of those that differ.
 */
export async function checkRecording(
  server: BenchPrometheus,
  rules: readonly TimedRule[],
  range: Range,
): Promise<{ samples: number; differing: number }> {
  const promtools = await promtoolSamples(server, rules, range);
  // promtool evaluates when the group would be due, some way into the interval
  const times = promtools.map(({ timeMs }) => timeMs);
  const ownSamplesFound = await ownSamples(server, rules, {
    startMs: Math.min(...times),
    endMs: Math.max(...times) + 1,
  });
  const theirs = new Set(promtools.map(({ line }) => line));
  const own = new Set(ownSamplesFound.map(({ line }) => line));
  const all = new Set([...theirs, ...own]);
  const differing = [...all].filter(line => theirs.has(line) !== own.has(line));
  return { samples: own.size, differing: differing.length };
}
