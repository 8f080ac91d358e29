/** Examples below the help of a command. The heading has no colon: tools that read help pages know but a few headings. */
export function examples(...lines: readonly string[]): string {
  return `\nExamples\n${lines.map(line => `  ${line}`).join('\n')}\n`;
}
