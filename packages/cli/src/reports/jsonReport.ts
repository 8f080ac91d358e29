import { Diagnostic } from '@nthlayer/backstage-plugin-nthlayer-common';
import { TextStream } from '../terminal/Terminal';
import { Report, ValidatedService } from './Report';

/** One JSON document: `services`, `diagnostics` and `counts`. */
export function jsonReport(stdout: TextStream): Report {
  const services: ValidatedService[] = [];
  const all: Diagnostic[] = [];
  return {
    findings: diagnostics => void all.push(...diagnostics),
    service: service => void services.push(service),
    end({ counts }) {
      const document = { services, diagnostics: all, counts };
      stdout.write(`${JSON.stringify(document, undefined, 2)}\n`);
    },
  };
}
