import { isAbsolute } from 'node:path';
import { pathToFileURL } from 'node:url';
import { Diagnostic } from '@nthlayer/backstage-plugin-nthlayer-common';
import { Location, Log, ReportingDescriptor, Result } from 'sarif';
import { version } from '../../package.json';
import { TextStream } from '../terminal/Terminal';
import { Report } from './Report';

const LEVELS = { error: 'error', warning: 'warning', info: 'note' } as const;
const HOME = 'https://github.com/nthlayer/backstage';

/** One SARIF 2.1.0 log with one run; the rules are the codes of the findings. */
export function sarifReport(stdout: TextStream): Report {
  const all: Diagnostic[] = [];
  const end = () => {
    stdout.write(`${JSON.stringify(toSarif(all), undefined, 2)}\n`);
  };
  return {
    findings: diagnostics => void all.push(...diagnostics),
    service: () => {},
    end,
    endEmpty: end,
  };
}

/** Findings as a SARIF log. */
export function toSarif(diagnostics: readonly Diagnostic[]): Log {
  const codes = [...new Set(diagnostics.map(({ code }) => code))].sort();
  return {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: {
          driver: {
            name: 'NthLayer',
            version,
            semanticVersion: version,
            informationUri: HOME,
            rules: codes.map(toRule),
          },
        },
        columnKind: 'utf16CodeUnits',
        results: diagnostics.map(each => toResult(each, codes)),
      },
    ],
  };
}

function toRule(code: string): ReportingDescriptor {
  const words = code.replaceAll('-', ' ');
  return { id: code, shortDescription: { text: words } };
}

function toResult(diagnostic: Diagnostic, codes: readonly string[]): Result {
  const { code, severity, summary, detail, path } = diagnostic;
  return {
    ruleId: code,
    ruleIndex: codes.indexOf(code),
    level: LEVELS[severity],
    message: { text: detail === undefined ? summary : `${summary} ${detail}` },
    locations: locationsOf(diagnostic),
    ...(path !== '' && { properties: { path } }),
  };
}

function locationsOf({ position }: Diagnostic): Location[] {
  if (position?.file === undefined) {
    return [];
  }
  const { file, line, column } = position;
  return [
    {
      physicalLocation: {
        artifactLocation: { uri: uriOf(file) },
        region: { startLine: line, startColumn: column },
      },
    },
  ];
}

/** A reference relative to the working folder, so that it is the path in a repository that the run began in. */
function uriOf(file: string): string {
  return isAbsolute(file)
    ? pathToFileURL(file).href
    : file.split('/').map(encodeURIComponent).join('/');
}
