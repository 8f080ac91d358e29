import { downloadText } from './downloadText';

describe('downloadText', () => {
  it('saves the exact text under the last part of its path', async () => {
    const blobs: Blob[] = [];
    URL.createObjectURL = blob => {
      blobs.push(blob as Blob);
      return 'blob:1';
    };
    URL.revokeObjectURL = jest.fn();
    const names: string[] = [];
    jest
      .spyOn(HTMLAnchorElement.prototype, 'click')
      .mockImplementation(function click(this: HTMLAnchorElement) {
        names.push(this.download);
      });
    const content = '<script>alert(1)</script> é\n';

    downloadText({
      path: 'a/b/c.yaml',
      mediaType: 'application/yaml',
      content,
    });

    expect(names).toEqual(['c.yaml']);
    expect(blobs[0].type).toBe('application/yaml');
    expect(blobs[0].size).toBe(new TextEncoder().encode(content).length);
    expect(URL.revokeObjectURL).toHaveBeenCalledWith('blob:1');
  });
});
