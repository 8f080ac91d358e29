import { writeFile } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { Tier } from '@nthlayer/backstage-plugin-nthlayer-common';
import {
  convertSpec,
  environmentsToLookFor,
  readFilesBeside,
  SourceFile,
  SPEC_CONVERSIONS,
  SpecContext,
  SpecConversion,
  specContextOf,
} from '@nthlayer/engine';
import { Option } from 'commander';
import { EXIT } from '../exitCodes';
import { Failure } from '../failure';
import { shownPath } from '../input/InputFile';
import { readStream, readText } from '../input/readText';
import { reasonOf } from '../input/reasonOf';
import { settingsOf } from '../program/commonOptions';
import { examples } from '../program/examples';
import {
  parseEnvironment,
  parseLabelName,
  parseTier,
} from '../program/optionParsers';
import { Findings } from '../reports/Findings';
import { printDiagnostic } from '../reports/printDiagnostic';
import { paintFor } from '../terminal/paint';
import { Terminal } from '../terminal/Terminal';
import { fileReader } from '../services/fileReader';
import { visible } from '../terminal/visible';
import { Run } from './Run';

interface ConvertOptions {
  readonly to: SpecConversion;
  readonly out?: string;
  readonly force?: boolean;
  readonly strict?: boolean;
  readonly environment?: readonly string[];
  readonly serviceLabel?: string;
  readonly defaultTier?: Tier;
}

/** `nthlayer convert`: a spec file in another format. */
export function addConvert({ program, terminal, end }: Run): void {
  program
    .command('convert')
    .description('print a spec file in another format')
    .argument('<file>', 'a spec file in any format, or - for standard input')
    .addOption(
      new Option('--to <format>', 'the format to print')
        .choices(SPEC_CONVERSIONS)
        .makeOptionMandatory(),
    )
    .option('--out <file>', 'write it to this file instead')
    .option('--force', 'overwrite that file')
    .option(
      '--environment <name>',
      'environment of services that name none; repeat it for several (default: production)',
      parseEnvironment,
    )
    .option(
      '--service-label <label>',
      'label that tells services apart on their series (default: service)',
      parseLabelName,
    )
    .option(
      '--default-tier <tier>',
      'tier of a service that names none (default: standard)',
      parseTier,
    )
    .option('--strict', 'let warnings count like errors')
    .addHelpText(
      'after',
      examples(
        'nthlayer convert service.yaml --to servicespec > nthlayer.yaml',
        'nthlayer convert payment-api.reliability.yaml --to openslo --out slos.yaml',
      ),
    )
    .action(async (name: string, options: ConvertOptions) => {
      end(await convert(name, options, terminal));
    });
}

async function convert(
  name: string,
  options: ConvertOptions,
  terminal: Terminal,
): Promise<number> {
  const { stdout, stderr, cwd } = terminal;
  const context = specContextOf(settingsOf(options));
  const file = await readSource(name, terminal, context);
  const { text, diagnostics } = convertSpec(file, options.to, context);
  const findings = Findings.create(options);
  findings.add(diagnostics);
  const paint = paintFor(stderr, terminal);
  for (const diagnostic of diagnostics) {
    stderr.write(printDiagnostic(diagnostic, paint));
  }
  if (text === undefined || findings.failed) {
    stderr.write(`Nothing is converted: ${findings.toString()}.\n`);
    return EXIT.findings;
  }
  if (options.out === undefined) {
    stdout.write(text);
  } else {
    await writeNew(resolve(cwd, options.out), text, options);
    stderr.write(`Written to ${shownPath(cwd, resolve(cwd, options.out))}.\n`);
  }
  return EXIT.ok;
}

async function readSource(
  name: string,
  { stdin, cwd }: Terminal,
  context: SpecContext,
): Promise<SourceFile> {
  if (name === '-') {
    return { path: 'standard input', text: await readStream(stdin) };
  }
  try {
    const path = resolve(cwd, name);
    const file = { path: shownPath(cwd, path), text: await readText(path) };
    const { read } = fileReader(cwd, dirname(path));
    return await readFilesBeside(file, environmentsToLookFor(context), read);
  } catch (error) {
    throw new Failure(`${visible(name)} cannot be read: ${reasonOf(error)}.`);
  }
}

async function writeNew(
  path: string,
  text: string,
  { force = false, out = '' }: ConvertOptions,
): Promise<void> {
  try {
    await writeFile(path, text, { flag: force ? 'w' : 'wx' });
  } catch (error) {
    const exists = reasonOf(error) === 'it exists already';
    throw new Failure(
      `${visible(out)} cannot be written: ${reasonOf(error)}.${
        exists ? ' --force overwrites it.' : ''
      }`,
    );
  }
}
