/**
 * Whether a path lies below a folder. Both are absolute and without symbolic links, as the file system itself tells
 * them, so that no `..` is left in them; `separator` is that of the system.
 *
 * @public
 */
export function isWithin(
  folder: string,
  path: string,
  separator: string,
): boolean {
  const start = folder.endsWith(separator) ? folder : `${folder}${separator}`;
  return path.startsWith(start) && path.length > start.length;
}
