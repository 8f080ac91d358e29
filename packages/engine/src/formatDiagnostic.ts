import { Diagnostic } from '@nthlayer/backstage-plugin-nthlayer-common';

/**
 * A finding as one line for terminals and logs: position, severity, code, property, what is wrong and how to mend it.
 * Characters that could move a cursor or forge a line are shown as escapes.
 *
 * @public
 */
export function formatDiagnostic(diagnostic: Diagnostic): string {
  const { severity, code, path, summary, detail, position } = diagnostic;
  const { file, line, column } = position ?? {};
  const where = [file, line, column].filter(part => part !== undefined);
  const head = [where.join(':'), severity, code, path]
    .filter(part => part !== '')
    .join(' ');
  const text = `${head}: ${summary}${detail === undefined ? '' : ` ${detail}`}`;
  return text.replace(/[\p{Cc}\p{Bidi_Control}\p{Zl}\p{Zp}]/gu, escape);
}

function escape(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
}
