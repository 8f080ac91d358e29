/** Saves a text under the last part of its path. */
export function downloadText(file: {
  readonly path: string;
  readonly mediaType: string;
  readonly content: string;
}): void {
  const url = URL.createObjectURL(
    new Blob([file.content], { type: file.mediaType }),
  );
  const link = document.createElement('a');
  link.href = url;
  link.download = file.path.split('/').at(-1) ?? 'asset';
  link.click();
  URL.revokeObjectURL(url);
}
