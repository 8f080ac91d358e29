import {
  defaultGenerationSettings,
  specContextOf,
} from '../../generationSettings';
import { readSpecFile } from '../../readSpecFile';

/** The first service of a spec file in whatever format. */
export function readText(text: string) {
  const [{ result }] = readSpecFile(
    { path: 'service.yaml', text },
    specContextOf(defaultGenerationSettings),
  );
  return result;
}

/** The spec of its first service, and what is found in it; throws when there is none. */
export function specIn(text: string) {
  const result = readText(text);
  if (result.kind !== 'spec') {
    throw new Error(`no spec: ${result.reason}`);
  }
  return result;
}

/** What is found in it: `code path`, in order. */
export function findingsIn(text: string): readonly string[] {
  return readText(text).diagnostics.map(({ code, path }) => `${code} ${path}`);
}

/** Its SLOs in short: `name objective kind`. */
export function slosIn(text: string): readonly string[] {
  const result = readText(text);
  return result.kind === 'spec'
    ? result.spec.slos.map(
        ({ name, objective, sli }) => `${name} ${objective} ${sli.kind}`,
      )
    : [];
}
