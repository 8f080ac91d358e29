import { JsonObject } from '@backstage/types';
import { stringify } from 'yaml';

/** A step of a template, as the list of installed actions shows it. */
export function exampleSteps(step: {
  readonly action: string;
  readonly name: string;
  readonly input: JsonObject;
}): string {
  const { action, name, input } = step;
  const id = action.split(':').slice(1).join('-');
  return stringify({ steps: [{ id, action, name, input }] }, { lineWidth: 0 });
}
