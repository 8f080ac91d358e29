import { Terminal } from '../terminal/Terminal';
import { jsonReport } from './jsonReport';
import { Report } from './Report';
import { sarifReport } from './sarifReport';
import { textReport } from './textReport';

/** How findings are written. */
export const REPORT_FORMATS = ['text', 'json', 'sarif'] as const;

export type ReportFormat = (typeof REPORT_FORMATS)[number];

/** A report of findings on standard output. */
export function reportOf(format: ReportFormat, terminal: Terminal): Report {
  switch (format) {
    case 'json':
      return jsonReport(terminal.stdout);
    case 'sarif':
      return sarifReport(terminal.stdout);
    default:
      return textReport(terminal);
  }
}
