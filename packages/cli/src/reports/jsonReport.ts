import { Diagnostic } from '@nthlayer/backstage-plugin-nthlayer-common';
import { TextStream } from '../terminal/Terminal';
import { Findings } from './Findings';
import { Report, ValidatedService } from './Report';

/** One JSON document: `services`, `diagnostics` and `counts`. */
export function jsonReport(stdout: TextStream): Report {
  const services: ValidatedService[] = [];
  const all: Diagnostic[] = [];
  const end = ({ counts }: Findings) => {
    const document = { services, diagnostics: all, counts };
    stdout.write(`${JSON.stringify(document, undefined, 2)}\n`);
  };
  return {
    findings: diagnostics => void all.push(...diagnostics),
    service: service => void services.push(service),
    end,
    endEmpty: end,
  };
}
