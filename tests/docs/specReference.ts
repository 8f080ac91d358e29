import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { serviceSpecJsonSchema, specFileJsonSchema } from '@nthlayer/engine';
import { format, resolveConfig } from 'prettier';
import { ROOT } from './markdown';

/** As much of JSON Schema as the spec file's needs. */
interface Schema {
  readonly description?: string;
  readonly examples?: readonly unknown[];
  readonly type?: string | readonly string[];
  readonly const?: string;
  readonly enum?: readonly string[];
  readonly anyOf?: readonly Schema[];
  readonly items?: Schema;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
}

/** An object of the file, with a table of its own. */
interface Section {
  readonly heading: string;
  readonly schema: Schema;
}

const code = (text: string) => `\`${text.replaceAll('|', '\\|')}\``;

/** Without `null`, which is a key without a value. */
function typeOf({ type }: Schema): string | undefined {
  return typeof type === 'object' ? type[0] : type;
}

function shortName(schema: Schema): string {
  const { anyOf, items } = schema;
  const type = typeOf(schema);
  if (type === 'array') {
    const [item] = items?.anyOf ?? [items ?? {}];
    return item.properties ? 'list of objects' : `list of ${shortName(item)}s`;
  }
  return type === 'string' ? 'text' : type ?? shortName(anyOf?.[0] ?? {});
}

function valuesOf(schema: Schema): string {
  const { const: only, enum: listed, anyOf = [] } = schema;
  if (only !== undefined) {
    return code(only);
  }
  if (listed) {
    return listed.map(code).join(', ');
  }
  if (schema.items?.enum) {
    return `list of: ${valuesOf(schema.items)}`;
  }
  return anyOf.length > 0
    ? anyOf.map(valuesOf).join(', or ')
    : shortName(schema);
}

function example({ examples = [] }: Schema): string {
  return examples.map(value => code(JSON.stringify(value))).join(' ');
}

function table({ properties = {}, required = [] }: Schema): string {
  const rows = Object.entries(properties).map(([name, schema]) => [
    `${code(name)}${required.includes(name) ? ' (required)' : ''}`,
    schema.description ?? '',
    valuesOf(schema),
    example(schema),
  ]);
  return [
    ['Field', 'Meaning', 'Values', 'Example'],
    ['---', '---', '---', '---'],
    ...rows,
  ]
    .map(cells => `| ${cells.join(' | ')} |`)
    .join('\n');
}

/** The objects below one, in the order of the file. */
function sectionsBelow(path: string, schema: Schema): readonly Section[] {
  return Object.entries(schema.properties ?? {}).flatMap(([name, child]) => {
    const here = path === '' ? name : `${path}.${name}`;
    const items = child.items?.anyOf ?? (child.items ? [child.items] : []);
    return [child, ...items]
      .filter(({ properties }) => properties)
      .flatMap(object => {
        const preset = object.properties?.preset?.const;
        const heading =
          object === child
            ? code(here)
            : `${code(`${here}[]`)}${preset ? `, preset ${code(preset)}` : ''}`;
        const below = object === child ? here : `${here}[]`;
        return [{ heading, schema: object }, ...sectionsBelow(below, object)];
      });
  });
}

function section({ heading, schema, others }: ToldSection): string {
  const same =
    others.length > 0 ? `The same in ${others.join(', ')}.` : undefined;
  return [`## ${heading}`, schema.description, same, table(schema)]
    .filter(Boolean)
    .join('\n\n');
}

/** What several objects have in common is told once, with the headings of the others. */
interface ToldSection extends Section {
  readonly others: readonly string[];
}

function unique(sections: readonly Section[]): readonly ToldSection[] {
  const told = new Map<string, ToldSection>();
  for (const { heading, schema } of sections) {
    const key = JSON.stringify(schema.properties);
    const { others = [], ...first } = told.get(key) ?? { heading, schema };
    const more = heading === first.heading || others.includes(heading);
    told.set(key, {
      ...first,
      others: more ? others : [...others, heading],
    });
  }
  return [...told.values()];
}

function exampleFile(name: string): string {
  const file = join(ROOT, 'examples', name, 'nthlayer.yaml');
  return `\`\`\`yaml\n${readFileSync(file, 'utf8').trim()}\n\`\`\``;
}

const INTRODUCTION = `# Spec file

<!-- Made from the schema by tests/docs/specReference.test.ts; edit packages/engine/src/spec/specFile instead. -->

A spec file says what annotations cannot: objectives of your own, and which series belong to a dependency. Keep it beside
\`catalog-info.yaml\`, usually as \`nthlayer.yaml\`, and name it in the annotation \`nthlayer.dev/spec: ./nthlayer.yaml\`
([annotations](annotations.md)). Everything below \`spec\` is optional.`;

const RULES = `Unknown fields are findings with a line, a column and a suggestion; what is wrong is left out, the rest still works.
A file may have 256 KB and a depth of 32. What wins over what: annotation, spec file, entity, configuration, default.`;

const EDITORS = `## In editors

The schema of all this is [schemas/service-spec.json](schemas/service-spec.json), in JSON Schema draft 7; documents of OpenSLO v1 in the same file are checked by it, too. Editors with a YAML language server complete and check a file that names it:

\`\`\`yaml
# yaml-language-server: $schema=https://raw.githubusercontent.com/nthlayer/backstage/main/docs/schemas/service-spec.json
apiVersion: nthlayer.dev/v1alpha1
kind: ServiceSpec
metadata:
  name: search-api
spec:
  tier: standard
\`\`\`

What a schema cannot say, such as the order of thresholds, \`nthlayer validate\` says.`;

const OPENSLO = `## OpenSLO in the same file

Documents of \`openslo/v1\` may follow, for what presets cannot say. Their SLOs come beside those of the presets. Queries are sums of counters: those can be
counted exactly, minute by minute.`;

/** The page \`docs/spec-reference.md\`, as it should be. */
export async function renderSpecReference(path: string): Promise<string> {
  const schema = serviceSpecJsonSchema as Schema;
  const text = [
    INTRODUCTION,
    exampleFile('search-api'),
    RULES,
    `## The document\n\n${schema.description}\n\n${table(schema)}`,
    ...unique(sectionsBelow('', schema)).map(section),
    EDITORS,
    OPENSLO,
    exampleFile('checkout-service'),
  ].join('\n\n');
  const options = await resolveConfig(path);
  return format(`${text}\n`, { ...options, filepath: path });
}

/** The schema for editors, as a file. */
export async function renderSchemaFile(path: string): Promise<string> {
  const options = await resolveConfig(path);
  return format(JSON.stringify(specFileJsonSchema), {
    ...options,
    filepath: path,
  });
}
