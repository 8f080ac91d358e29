import { render, screen } from '@testing-library/react';
import type { DiagnosticDto } from '../../views';
import { DiagnosticList } from './DiagnosticList';

const finding: DiagnosticDto = {
  severity: 'error',
  code: 'unknown-field',
  path: 'spec.teir',
  summary: 'There is no field "teir" here.',
  position: { file: 'nthlayer.yaml', line: 12, column: 3 },
};

describe('DiagnosticList', () => {
  it('leads to the line where the file is kept', () => {
    const url = 'https://github.com/o/r/tree/main/nthlayer.yaml#L12';
    render(
      <DiagnosticList
        diagnostics={[
          { ...finding, position: { file: 'a.yaml', line: 1, column: 2, url } },
        ]}
      />,
    );
    const link = screen.getByRole('link', { name: 'a.yaml:1:2' });
    expect(link.getAttribute('href')).toBe(url);
    expect(link.getAttribute('rel')).toContain('noopener');
  });

  it('leads from a field of the entity to its catalog file', () => {
    const url = 'https://github.com/o/r/blob/main/catalog-info.yaml';
    const { position, ...own } = finding;
    render(
      <DiagnosticList
        diagnostics={[{ ...own, path: 'metadata.name', url }, own]}
      />,
    );
    const link = screen.getByRole('link', { name: 'metadata.name' });
    expect(link.getAttribute('href')).toBe(url);
    expect(screen.getAllByRole('link')).toHaveLength(1);
  });

  it('tells the line without a link where nobody knows the file', () => {
    render(<DiagnosticList diagnostics={[finding]} />);
    expect(screen.queryByRole('link')).toBeNull();
    expect(screen.getByText('nthlayer.yaml:12:3')).toBeTruthy();
  });
});
