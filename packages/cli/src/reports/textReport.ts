import { paintFor } from '../terminal/paint';
import { Terminal } from '../terminal/Terminal';
import { counted } from './Findings';
import { printDiagnostic } from './printDiagnostic';
import { Report } from './Report';

/** One line a finding, and a sum. */
export function textReport(terminal: Terminal): Report {
  const { stdout } = terminal;
  const paint = paintFor(stdout, terminal);
  let ready = 0;
  let without = 0;
  return {
    findings(diagnostics) {
      for (const diagnostic of diagnostics) {
        stdout.write(printDiagnostic(diagnostic, paint));
      }
    },
    service({ state }) {
      ready += Number(state === 'ready');
      without += Number(state !== 'ready');
    },
    // standard error says it
    endEmpty: () => {},
    end(findings) {
      const parts = [
        counted(ready, 'service'),
        ...(without > 0
          ? [`${counted(without, 'component')} without a stack`]
          : []),
        findings.toString() || 'nothing to report',
      ];
      const sum = parts.join(', ');
      stdout.write(`${paint(findings.failed ? 'red' : 'green', sum)}\n`);
    },
  };
}
