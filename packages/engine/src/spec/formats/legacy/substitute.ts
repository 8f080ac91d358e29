import { Diagnostic } from '@nthlayer/backstage-plugin-nthlayer-common';
import { quote } from '../../diagnostics';
import { didYouMean } from '../../didYouMean';
import { SourceDocument } from '../../documents';
import { put } from '../../documents/put';
import { fieldsOf } from '../../reading';
import { cursorOf, findingAt } from '../../specFile/cursor';

const VARIABLE = /\$\{([^{}$\s]{0,64})\}/g;
/** Values are names; what is longer would only make a file grow. */
const LONGEST_VALUE = 253;
const MOST_SUBSTITUTIONS = 2000;

/** Variables, by the field of `service` that gives their value. */
const GIVEN = {
  service: 'name',
  team: 'team',
  tier: 'tier',
  type: 'type',
  support_model: 'support_model',
  language: 'language',
  framework: 'framework',
} as const;
/** A stack is made for each environment, so that none is known yet. */
const ENVIRONMENT = ['env', 'environment'];

/** Values of variables, by name. */
export type Variables = Readonly<Record<string, string>>;

/**
 * The same document with `${service}` and its like replaced in its resources, by what its `service` says unless other
 * values are given. Nothing else is known to them, and what is put in is not looked at again.
 */
export function substituteVariables(
  document: SourceDocument,
  values: Variables = valuesOf(fieldsOf(document.value).service),
): {
  readonly document: SourceDocument;
  readonly diagnostics: readonly Diagnostic[];
} {
  const { resources } = fieldsOf(document.value);
  const diagnostics: Diagnostic[] = [];
  /** Of what is being looked at. */
  const path: (string | number)[] = ['resources'];
  let substitutions = 0;

  function inText(text: string): string {
    return text.replace(VARIABLE, (variable: string, name: string) => {
      substitutions += 1;
      if (substitutions > MOST_SUBSTITUTIONS) {
        return variable;
      }
      if (!Object.hasOwn(values, name)) {
        diagnostics.push(notGiven(name, document, [...path]));
        return variable;
      }
      return values[name];
    });
  }

  function within(value: unknown): unknown {
    if (typeof value === 'string') {
      return value.includes('${') ? inText(value) : value;
    }
    if (Array.isArray(value)) {
      const items = value.map((item, index) => inMember(index, item));
      return items.some((item, index) => item !== value[index]) ? items : value;
    }
    return typeof value === 'object' && value !== null
      ? inFields(value)
      : value;
  }

  /** A copy, where anything in it is different. */
  function inFields(value: object): object {
    let copy: Record<string, unknown> | undefined;
    for (const [name, field] of Object.entries(value)) {
      const replaced = inMember(name, field);
      if (replaced !== field) {
        copy ??= { ...value };
        put(copy, name, replaced);
      }
    }
    return copy ?? value;
  }

  function inMember(step: string | number, member: unknown): unknown {
    path.push(step);
    const replaced = within(member);
    path.pop();
    return replaced;
  }

  const replaced = within(resources);
  if (substitutions > MOST_SUBSTITUTIONS) {
    diagnostics.push(tooMany(document));
  }
  return {
    document:
      substitutions === 0
        ? document
        : {
            ...document,
            value: { ...fieldsOf(document.value), resources: replaced },
          },
    diagnostics,
  };
}

/** What a service says, by the variables that stand for it. */
export function valuesOf(service: unknown): Variables {
  const fields = fieldsOf(service);
  return Object.fromEntries(
    Object.entries(GIVEN).flatMap(([variable, field]): [string, string][] => {
      const value = Object.hasOwn(fields, field) ? fields[field] : undefined;
      return typeof value === 'string' && value.length <= LONGEST_VALUE
        ? [[variable, value]]
        : [];
    }),
  );
}

function notGiven(
  name: string,
  document: SourceDocument,
  path: readonly (string | number)[],
): Diagnostic {
  const at = path.reduce(
    (cursor, part) => cursor.child(part),
    cursorOf(document),
  );
  const known = Object.keys(GIVEN);
  const guess = didYouMean(name, known);
  const hint = guess === undefined ? '' : `Did you mean \${${guess}}? `;
  const mend = ENVIRONMENT.includes(name)
    ? 'A stack is made for each environment, and its matcher is added to every query: leave it out.'
    : `${hint}Known: ${known.join(', ')}, where the service says them.`;
  return findingAt(at.place(), {
    severity: 'error',
    code: 'unknown-variable',
    summary: `No value is given for the variable ${quote(`\${${name}}`)}.`,
    detail: `It stays as it is. ${mend}`,
  });
}

function tooMany(document: SourceDocument): Diagnostic {
  return findingAt(cursorOf(document).child('resources').place('key'), {
    severity: 'error',
    code: 'too-many-variables',
    summary: `There are more than ${MOST_SUBSTITUTIONS} variables.`,
    detail: 'The others stay as they are. Write the values out.',
  });
}
