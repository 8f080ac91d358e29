/** The part of JSON Schema that says what one value may be. It is checked by `accepts` and printed as it is. */
export interface Fragment {
  readonly type?: ValueType | readonly ValueType[];
  readonly enum?: readonly (string | number)[];
  readonly const?: string;
  readonly pattern?: string;
  readonly minLength?: number;
  /** In characters, not in units of UTF-16. */
  readonly maxLength?: number;
  readonly minimum?: number;
  readonly exclusiveMinimum?: number;
  readonly maximum?: number;
  readonly exclusiveMaximum?: number;
}

type ValueType = 'string' | 'number' | 'integer' | 'boolean';

const PATTERNS = new Map<string, RegExp>();

/** Whether a value is what a fragment describes. Nothing infinite is a number. */
export function accepts(fragment: Fragment, value: unknown): boolean {
  const { type, enum: listed, const: only } = fragment;
  return (
    (type === undefined ||
      (typeof type === 'string'
        ? isOfType(type, value)
        : type.some(each => isOfType(each, value)))) &&
    (listed === undefined || listed.some(each => each === value)) &&
    (only === undefined || only === value) &&
    (typeof value !== 'string' || isText(fragment, value)) &&
    (typeof value !== 'number' || isWithin(fragment, value))
  );
}

function isOfType(type: ValueType, value: unknown): boolean {
  switch (type) {
    case 'integer':
      return Number.isInteger(value);
    case 'number':
      return Number.isFinite(value);
    default:
      return typeof value === type;
  }
}

function isText(fragment: Fragment, text: string): boolean {
  const { pattern, minLength = 0, maxLength = Infinity } = fragment;
  if (text.length < minLength) {
    return false;
  }
  // no text has more characters than units
  if (text.length > maxLength && [...text].length > maxLength) {
    return false;
  }
  return pattern === undefined || compiled(pattern).test(text);
}

function compiled(pattern: string): RegExp {
  const found = PATTERNS.get(pattern) ?? new RegExp(pattern, 'u');
  PATTERNS.set(pattern, found);
  return found;
}

function isWithin(fragment: Fragment, value: number): boolean {
  const {
    minimum = -Infinity,
    exclusiveMinimum = -Infinity,
    maximum = Infinity,
    exclusiveMaximum = Infinity,
  } = fragment;
  return (
    value >= minimum &&
    value > exclusiveMinimum &&
    value <= maximum &&
    value < exclusiveMaximum
  );
}
