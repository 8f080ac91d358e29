const FORMAT = 1;

/** Forms of a column, the smallest first; a column takes the first that holds all of its numbers exactly. */
const ARRAYS = [Uint8Array, Uint16Array, Uint32Array, Float64Array] as const;
/** Of a column in which all numbers are the same. */
const CONSTANT = ARRAYS.length;
/** The first of the forms with gaps, which hold whole numbers as the first ones do: their largest number is `NaN`. */
const WITH_GAPS = CONSTANT + 1;
const GAPS: readonly number[] = [0xff, 0xffff, 0xffff_ffff];

/**
 * Packs columns of equally many numbers into bytes, each in the narrowest form that holds it exactly: one number where
 * all are the same, else a byte, two, four or a double for each; `NaN` may be among whole numbers. Made to be fast: what is
 * rewritten every minute is not worth more.
 *
 * @public
 */
export function packNumbers(columns: readonly Float64Array[]): Uint8Array {
  const rows = columns.length > 0 ? columns[0].length : 0;
  const forms = new Uint8Array(columns.length);
  let at = HEADER_BYTES + columns.length;
  let length = at;
  for (let column = 0; column < columns.length; column++) {
    forms[column] = formOf(columns[column]);
    length += bytesOf(forms[column], rows);
  }
  const packed = new Uint8Array(length);
  const view = new DataView(packed.buffer);
  view.setUint16(0, FORMAT, true);
  view.setUint16(2, columns.length, true);
  view.setUint32(4, rows, true);
  packed.set(forms, HEADER_BYTES);
  for (let column = 0; column < columns.length; column++) {
    write(view, at, { column: columns[column], form: forms[column] });
    at += bytesOf(forms[column], rows);
  }
  return packed;
}

/** Without an array for each: columns are many and short. */
function write(
  view: DataView,
  start: number,
  { column, form }: { column: Float64Array; form: number },
): void {
  const rows = column.length;
  const width = widthOf(form);
  const gap = GAPS[width];
  if (form === CONSTANT) {
    view.setFloat64(start, column[0], LITTLE_ENDIAN);
  } else if (width === 0) {
    for (let row = 0; row < rows; row++) {
      const number = column[row];
      view.setUint8(start + row, Number.isNaN(number) ? gap : number);
    }
  } else if (width === 1) {
    for (let row = 0; row < rows; row++) {
      const number = column[row];
      const whole = Number.isNaN(number) ? gap : number;
      view.setUint16(start + 2 * row, whole, LITTLE_ENDIAN);
    }
  } else if (width === 2) {
    for (let row = 0; row < rows; row++) {
      const number = column[row];
      const whole = Number.isNaN(number) ? gap : number;
      view.setUint32(start + 4 * row, whole, LITTLE_ENDIAN);
    }
  } else {
    for (let row = 0; row < rows; row++) {
      view.setFloat64(start + 8 * row, column[row], LITTLE_ENDIAN);
    }
  }
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
    const isKnown = form < WITH_GAPS + GAPS.length;
    const end = at + (isKnown ? bytesOf(form, rows) : Infinity);
    if (end > packed.length) {
      throw new RangeError('Packed numbers do not add up');
    }
    // a copy begins where its numbers may begin
    const own = new Uint8Array(packed.subarray(at, end)).buffer;
    columns.push(read(own, form, rows));
    at = end;
  }
  return columns;
}

function read(bytes: ArrayBuffer, form: number, rows: number): Float64Array {
  if (form === CONSTANT) {
    return new Float64Array(rows).fill(new Float64Array(bytes)[0]);
  }
  if (form < CONSTANT) {
    return Float64Array.from(new ARRAYS[form](bytes));
  }
  const gap = GAPS[widthOf(form)];
  return read(bytes, widthOf(form), rows).map(number =>
    number === gap ? NaN : number,
  );
}

const HEADER_BYTES = 8;
/** As arrays of this machine have it, which read what is written. */
const LITTLE_ENDIAN = new Uint8Array(Uint16Array.of(1).buffer)[0] === 1;

function bytesOf(form: number, rows: number): number {
  if (form === CONSTANT) {
    return Float64Array.BYTES_PER_ELEMENT;
  }
  return ARRAYS[widthOf(form)].BYTES_PER_ELEMENT * rows;
}

/** The form in which a number of this one is held. */
function widthOf(form: number): number {
  return form > CONSTANT ? form - WITH_GAPS : form;
}

function formOf(column: Float64Array): number {
  if (isConstant(column)) {
    return CONSTANT;
  }
  let bits = 0;
  let hasGaps = false;
  for (let row = 0; row < column.length; row++) {
    const number = column[row];
    const whole = number >>> 0;
    if (Number.isNaN(number)) {
      hasGaps = true;
    } else if (whole !== number || (whole === 0 && Object.is(number, -0))) {
      return ARRAYS.length - 1;
    }
    bits |= whole;
  }
  return hasGaps ? formWithGaps(bits >>> 0) : formWithout(bits >>> 0);
}

function formWithout(bits: number): number {
  if (bits > 0xffff) {
    return 2;
  }
  return bits > 0xff ? 1 : 0;
}

function formWithGaps(bits: number): number {
  const form = GAPS.findIndex(gap => bits < gap);
  return form < 0 ? ARRAYS.length - 1 : WITH_GAPS + form;
}

/** By comparing numbers and nothing else: there are very many of them. */
function isConstant(column: Float64Array): boolean {
  const first = column[0];
  const last = column.length - 1;
  // most that are not the same are not from one end to the other
  if (last < 0 || !Object.is(column[last], first)) {
    return false;
  }
  const isNumber = !Number.isNaN(first);
  for (let row = 1; row < last; row++) {
    if (isNumber ? column[row] !== first : !Number.isNaN(column[row])) {
      return false;
    }
  }
  return first !== 0 || haveSign(column, 1 / first);
}

/** Of columns of nothing but 0 and -0. */
function haveSign(column: Float64Array, sign: number): boolean {
  for (let row = 1; row < column.length; row++) {
    if (1 / column[row] !== sign) {
      return false;
    }
  }
  return true;
}
