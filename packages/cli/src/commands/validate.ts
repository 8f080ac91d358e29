import {
  GenerationSettings,
  generateFolders,
  OPENSLO_PROFILES,
  OpenSloProfile,
} from '@nthlayer/engine';
import { Option } from 'commander';
import { Diagnostic } from '@nthlayer/backstage-plugin-nthlayer-common';
import { EXIT } from '../exitCodes';
import { Failure } from '../failure';
import { FolderNames } from '../folders/FolderNames';
import {
  CommonOptions,
  settingsOf,
  withCommonOptions,
} from '../program/commonOptions';
import { examples } from '../program/examples';
import { Findings } from '../reports/Findings';
import { REPORT_FORMATS, ReportFormat, reportOf } from '../reports/reportOf';
import { placed } from '../services/placed';
import { readServices } from '../services/readServices';
import { Reading } from '@nthlayer/engine';
import { Progress } from '../terminal/Progress';
import { Terminal } from '../terminal/Terminal';
import { Run } from './Run';

interface ValidateOptions extends CommonOptions {
  readonly format: ReportFormat;
  readonly profile: OpenSloProfile;
}

/** `nthlayer validate`: what is wrong with specs, with line and column. */
export function addValidate({ program, terminal, end }: Run): void {
  withCommonOptions(program.command('validate'))
    .description(
      'check what would be generated, and say what is wrong and where',
    )
    .addOption(
      new Option('--format <format>', 'how findings are written')
        .choices([...REPORT_FORMATS])
        .default('text'),
    )
    .addOption(
      new Option(
        '--profile <profile>',
        "rules for OpenSLO: those of the specification (lenient), or of OpenSLO's SDK (strict)",
      )
        .choices([...OPENSLO_PROFILES])
        .default('lenient'),
    )
    .addHelpText(
      'after',
      examples(
        'nthlayer validate catalog-info.yaml',
        'nthlayer validate services --strict',
        'nthlayer validate slos --profile strict',
        'nthlayer validate . --format sarif > nthlayer.sarif',
        'git show main:catalog-info.yaml | nthlayer validate -',
      ),
    )
    .action(async (names: string[], options: ValidateOptions) => {
      end(await validate(names, options, terminal));
    });
}

async function validate(
  names: readonly string[],
  options: ValidateOptions,
  terminal: Terminal,
): Promise<number> {
  const settings = {
    ...settingsOf(options),
    openSloProfile: options.profile,
  };
  const findings = Findings.create(options);
  const report = reportOf(options.format, terminal);
  const progress = Progress.create(terminal);
  const run = { settings, findings, folders: FolderNames.create(settings) };
  let services = 0;
  for await (const reading of readServices({
    names,
    settings,
    terminal,
    progress,
  })) {
    const found = placed(findingsOf(reading, run), reading);
    findings.add(found);
    if (found.length > 0) {
      progress.clear();
    }
    report.findings(found);
    if (reading.kind === 'service') {
      services += 1;
      progress.advance();
      const { entityRef, file, result } = reading;
      const state = result.kind === 'spec' ? 'ready' : result.reason;
      report.service({ entityRef, file, state });
    }
  }
  progress.clear();
  if (services === 0 && !findings.failed) {
    report.endEmpty(findings);
    throw new Failure(
      'There is nothing to validate: no Component, spec or OpenSLO document was found.',
    );
  }
  report.end(findings);
  return findings.failed ? EXIT.findings : EXIT.ok;
}

interface ValidateRun {
  readonly settings: GenerationSettings;
  readonly findings: Findings;
  readonly folders: FolderNames;
}

/** What cannot be generated is a finding as well. */
function findingsOf(
  reading: Reading,
  { settings, findings, folders: names }: ValidateRun,
): readonly Diagnostic[] {
  if (reading.kind === 'file') {
    return reading.diagnostics;
  }
  const { entityRef, result } = reading;
  if (result.kind === 'none') {
    return result.diagnostics;
  }
  const { folders, diagnostics } = generateFolders(
    result.spec,
    settings,
    result.diagnostics,
  );
  return folders.length === 0 || findings.blocks(diagnostics)
    ? diagnostics
    : [...diagnostics, ...names.claim(result.spec.name, entityRef)];
}
