/** A YAML text and the line in it that is to be added, counted from 1. */
export interface AnnotationSnippet {
  readonly line: string;
  readonly text: string;
  readonly lineNumber: number;
}

const PLAIN = /^[A-Za-z][A-Za-z0-9./_-]*$/;
const RESERVED = /^(true|false|yes|no|on|off|null|y|n)$/i;

/** The annotation where it belongs in a catalog file. */
export function annotationSnippet(
  annotation: { readonly key: string; readonly value: string },
  entity: { readonly kind: string; readonly name: string },
): AnnotationSnippet {
  const line = `${annotation.key}: ${scalar(annotation.value)}`;
  const lines = [
    'apiVersion: backstage.io/v1alpha1',
    `kind: ${entity.kind}`,
    'metadata:',
    `  name: ${scalar(entity.name)}`,
    '  annotations:',
    `    ${line}`,
  ];
  return { line, text: lines.join('\n'), lineNumber: lines.length };
}

/** Annotation values are strings, so whatever YAML would read otherwise is quoted. */
function scalar(value: string): string {
  return PLAIN.test(value) && !RESERVED.test(value)
    ? value
    : JSON.stringify(value);
}
