import { Diagnostic } from '@nthlayer/backstage-plugin-nthlayer-common';
import { quote } from '../diagnostics';
import { Cursor, findingAt } from './cursor';

/** The note on something that has no meaning here. */
export function withoutEffect(at: Cursor, why: string): Diagnostic {
  return findingAt(at.place('key'), {
    severity: 'info',
    code: 'field-without-effect',
    summary: `${quote(at.name)} has no effect here.`,
    detail: why,
  });
}
