import { KubernetesValidatorFunctions } from '@backstage/catalog-model';
import { InputError } from '@backstage/errors';
import { shownText } from '../workspace';

/**
 * Checks annotations before they are written: the catalog would refuse the whole entity for one bad key.
 *
 * @throws InputError for none at all, a key that the catalog refuses, and a value with line breaks
 */
export function checkAnnotations(
  annotations: Readonly<Record<string, string>>,
): void {
  const entries = Object.entries(annotations);
  if (entries.length === 0) {
    throw new InputError(
      'annotations is empty. Name at least one annotation and its value.',
    );
  }
  for (const [key, value] of entries) {
    if (!KubernetesValidatorFunctions.isValidAnnotationKey(key)) {
      throw new InputError(
        `${shownText(
          key,
        )} cannot be an annotation. Write it as "example.com/name".`,
      );
    }
    if (/[\p{Cc}\p{Cs}\p{Zl}\p{Zp}]/u.test(value)) {
      throw new InputError(
        `The value of the annotation ${shownText(
          key,
        )} has a line break or control character: ${shownText(
          value,
        )}. Write it on one line.`,
      );
    }
  }
}
