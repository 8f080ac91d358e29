const FORMAT = 1;

/** Forms of a column, the smallest first; a column takes the first that holds all of its numbers exactly. */
const ARRAYS = [Uint8Array, Uint16Array, Uint32Array, Float64Array] as const;
/** Of a column in which all numbers are the same. */
const CONSTANT = ARRAYS.length;

/**
 * Packs columns of equally many numbers into bytes, each in the narrowest form that holds it exactly: one number where
 * all are the same, else a byte, two, four or a double for each. `NaN` is a number like others. Made to be fast: what
 * is rewritten every minute is not worth more.
 *
 * @public
 */
export function packNumbers(columns: readonly Float64Array[]): Uint8Array {
  const rows = columns.length > 0 ? columns[0].length : 0;
  const forms = columns.map(formOf);
  const bytes = forms.map(form => bytesOf(form, rows));
  const packed = new Uint8Array(
    HEADER_BYTES + columns.length + bytes.reduce((sum, each) => sum + each, 0),
  );
  const view = new DataView(packed.buffer);
  view.setUint16(0, FORMAT, true);
  view.setUint16(2, columns.length, true);
  view.setUint32(4, rows, true);
  packed.set(forms, HEADER_BYTES);
  let at = HEADER_BYTES + columns.length;
  columns.forEach((column, index) => {
    const form = forms[index];
    const numbers =
      form === CONSTANT
        ? Float64Array.of(column[0])
        : ARRAYS[form].from(column);
    packed.set(new Uint8Array(numbers.buffer), at);
    at += bytes[index];
  });
  return packed;
}

/**
 * What `packNumbers` packed: the first `most` columns. Throws a `RangeError` for bytes that it did not write.
 *
 * @public
 */
export function unpackNumbers(
  packed: Uint8Array,
  most: number = Infinity,
): Float64Array[] {
  const view = new DataView(packed.buffer, packed.byteOffset, packed.length);
  if (packed.length < HEADER_BYTES || view.getUint16(0, true) !== FORMAT) {
    throw new RangeError('Packed numbers are of an unknown format');
  }
  const count = view.getUint16(2, true);
  const rows = view.getUint32(4, true);
  const forms = packed.subarray(HEADER_BYTES, HEADER_BYTES + count);
  const columns: Float64Array[] = [];
  let at = HEADER_BYTES + count;
  for (const form of forms.subarray(0, most)) {
    const end = at + (form <= CONSTANT ? bytesOf(form, rows) : Infinity);
    if (end > packed.length) {
      throw new RangeError('Packed numbers do not add up');
    }
    // a copy begins where its numbers may begin
    const own = new Uint8Array(packed.subarray(at, end)).buffer;
    columns.push(
      form === CONSTANT
        ? new Float64Array(rows).fill(new Float64Array(own)[0])
        : Float64Array.from(new ARRAYS[form](own)),
    );
    at = end;
  }
  return columns;
}

const HEADER_BYTES = 8;

function bytesOf(form: number, rows: number): number {
  return form === CONSTANT
    ? Float64Array.BYTES_PER_ELEMENT
    : ARRAYS[form].BYTES_PER_ELEMENT * rows;
}

function formOf(column: Float64Array): number {
  const [first] = column;
  let largest = 0;
  let whole = true;
  let same = column.length > 0;
  for (const number of column) {
    same &&= Object.is(number, first);
    whole &&= Number.isInteger(number) && !Object.is(number, -0) && number >= 0;
    largest = Math.max(largest, number);
  }
  if (same) {
    return CONSTANT;
  }
  const forms = [0xff, 0xffff, 0xffff_ffff];
  const narrow = whole ? forms.findIndex(most => largest <= most) : -1;
  return narrow < 0 ? ARRAYS.length - 1 : narrow;
}
