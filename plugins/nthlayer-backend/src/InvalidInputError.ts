import { InputError } from '@backstage/errors';
import { Diagnostic } from '@nthlayer/backstage-plugin-nthlayer-common';

/** Input that cannot be taken, with what is wrong and where; answered as 400 with the findings in the error. */
export class InvalidInputError extends InputError {
  readonly diagnostics: readonly Diagnostic[];

  constructor(message: string, diagnostics: readonly Diagnostic[]) {
    const [first] = diagnostics;
    super(first ? `${message}: ${first.path}: ${first.summary}` : message);
    this.name = 'InputError';
    this.diagnostics = diagnostics;
  }
}
