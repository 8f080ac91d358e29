import { DataSourceProblem } from '@nthlayer/engine';
import { Failure } from '../failure';
import { TOKEN } from './token';

const FIXES: Partial<Record<DataSourceProblem['code'], string>> = {
  unreachable: 'Check the URL, and that it can be reached from here.',
  timeout: 'Check the URL, or ask for fewer services at once.',
  refused: `Give a bearer token in the environment variable ${TOKEN}, or a header with --header.`,
};

/** A Prometheus that does not answer ends the command: which one, why, and what can be done. */
export function prometheusFailure(
  url: string,
  { code, message }: DataSourceProblem,
): Failure {
  const what = `Prometheus at ${url} could not be read (${code}): ${message}.`;
  const fix = FIXES[code];
  return new Failure(fix === undefined ? what : `${what} ${fix}`);
}
