/** The names in the annotation of environments. The list may end with a comma; one of nothing else names none, which is told. */
export function environmentNames(list: string): readonly string[] {
  const names = list.replace(/,\s*$/, '').split(',');
  return [...new Set(names.map(name => name.trim()))];
}
