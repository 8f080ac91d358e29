/** What stands before the first row of a reply, as servers print it. */
export const HEADS = [
  '{"status":"success","data":{"resultType":"matrix","result":[',
  '{"status":"success","isPartial":false,"data":{"resultType":"matrix","result":[',
].map(text => Buffer.from(text));

/** Behind the last row; Thanos has an analysis there. Remarks and warnings are for the reader of JSON. */
const TAIL =
  /^\](?:,"analysis":\{[^{}[\]\\]*\})?\}(?:,"stats":\{[^{}[\]\\]*\})?\}\s*$/;
const LONGEST_TAIL = 1000;

/** Whether what stands at `at` is what ends a reply behind its last row. */
export function endsReply(body: Buffer, at: number): boolean {
  const isShort = body.length - at <= LONGEST_TAIL;
  const tail = isShort ? body.toString('utf8', at) : '';
  return TAIL.test(tail) && isJson(`{"data":{"result":[${tail}`);
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
