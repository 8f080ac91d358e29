/** A YAML text and the line in it that is to be added. */
export interface AnnotationSnippet {
  readonly line: string;
  readonly text: string;
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
    `    ${line} # add this line`,
  ];
  return { line, text: lines.join('\n') };
}

/** Annotation values are strings, so whatever YAML would read otherwise is quoted. */
function scalar(value: string): string {
  return PLAIN.test(value) && !RESERVED.test(value)
    ? value
    : JSON.stringify(value);
}
