/** How slices of a length lie in a window: a whole number of them, with a rest, or not even one. */
export function sliceFit(
  sliceMs: number,
  windowMs: number,
): 'whole' | 'rest' | 'longer' {
  if (sliceMs > windowMs) {
    return 'longer';
  }
  return windowMs % sliceMs === 0 ? 'whole' : 'rest';
}
