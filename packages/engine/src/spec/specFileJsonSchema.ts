import { openSloJsonSchema } from '../openslo';
import { serviceSpecJsonSchema } from './specFile/serviceSpecJsonSchema';

const { $schema, definitions, ...openSlo } = openSloJsonSchema;
const { $schema: _same, ...serviceSpec } = serviceSpecJsonSchema;

/**
 * JSON Schema of a document of a spec file, which is a ServiceSpec or of OpenSLO: editors check all documents of a file
 * by one schema.
 *
 * @public
 */
export const specFileJsonSchema: Readonly<Record<string, unknown>> = {
  $schema,
  title: 'NthLayer spec file',
  if: {
    anyOf: [
      { type: 'array' },
      {
        required: ['apiVersion'],
        properties: { apiVersion: { pattern: '^openslo' } },
      },
    ],
  },
  then: { $ref: '#/definitions/OpenSLO' },
  else: { $ref: '#/definitions/ServiceSpec' },
  definitions: {
    ...(definitions as object),
    OpenSLO: openSlo,
    ServiceSpec: serviceSpec,
  },
};
