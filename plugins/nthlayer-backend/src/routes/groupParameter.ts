import { InputError } from '@backstage/errors';
import { GroupLabels } from '@nthlayer/backstage-plugin-nthlayer-common';
import { z } from 'zod';

const labels = z.record(z.string(), z.string());

/** The labels of a group as JSON, as statuses have them. Throws `InputError` for anything else. */
export function readGroup(text: string | undefined): GroupLabels | undefined {
  if (text === undefined) {
    return undefined;
  }
  const group = labels.safeParse(parse(text));
  if (!group.success) {
    throw new InputError(
      'The group must be a JSON object of labels, e.g. {"route":"/pay"}',
    );
  }
  return group.data;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
