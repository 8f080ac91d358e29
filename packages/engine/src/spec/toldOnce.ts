import { Diagnostic } from '@nthlayer/backstage-plugin-nthlayer-common';
import { pathsAround } from './documents/propertyPath';

const MISSING = 'missing-field';
const EMPTY = 'empty-field';
/** Codes of what is wrong with a value. */
const BROKEN = /^(?:wrong-type|invalid-.*|unknown-.*)$/;

/**
 * Findings without the echoes of others: what is empty or broken is missed, too, and so is all that should be in what is
 * of another type. Echo and cause stand on one line, since a file may have several documents with the same paths.
 */
export function toldOnce(
  diagnostics: readonly Diagnostic[],
): readonly Diagnostic[] {
  if (!diagnostics.some(({ code }) => code === MISSING || code === EMPTY)) {
    return diagnostics;
  }
  const errors = diagnostics.filter(({ severity }) => severity === 'error');
  const placesOf = (isWanted: (code: string) => boolean) =>
    new Set(errors.filter(({ code }) => isWanted(code)).map(placeOf));
  const broken = placesOf(code => BROKEN.test(code));
  const missing = placesOf(code => code === MISSING);
  const otherTypes = placesOf(code => code === 'wrong-type');
  const told = new Map<string, Diagnostic['severity']>();

  function isEcho(finding: Diagnostic): boolean {
    const place = placeOf(finding);
    switch (finding.code) {
      case EMPTY:
        return broken.has(place) || missing.has(place);
      case MISSING: {
        const same = `${place} ${finding.summary}`;
        const isAgain =
          told.get(same) === 'error' || told.get(same) === finding.severity;
        told.set(same, finding.severity);
        return (
          isAgain ||
          broken.has(place) ||
          pathsAround(finding.path).some(path =>
            otherTypes.has(placeOf({ ...finding, path })),
          )
        );
      }
      default:
        return false;
    }
  }

  return diagnostics.filter(finding => !isEcho(finding));
}

function placeOf({ path, position }: Diagnostic): string {
  return `${position?.file}:${position?.line} ${path}`;
}
