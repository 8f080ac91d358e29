import Alert from '@mui/material/Alert';
import Box from '@mui/material/Box';
import Link from '@mui/material/Link';
import Typography from '@mui/material/Typography';
import type { DiagnosticDto } from '../../views';

const ORDER = ['error', 'warning', 'info'];

/** Findings about the input, the gravest first, each with what to do. */
export function DiagnosticList(props: {
  readonly diagnostics: readonly DiagnosticDto[];
}) {
  const sorted = [...props.diagnostics].sort(
    (a, b) => ORDER.indexOf(a.severity) - ORDER.indexOf(b.severity),
  );
  return (
    <Box
      component="ul"
      sx={{ display: 'grid', gap: 1, listStyle: 'none', m: 0, p: 0 }}
    >
      {sorted.map((diagnostic, index) => (
        <li key={index}>
          <Finding diagnostic={diagnostic} />
        </li>
      ))}
    </Box>
  );
}

function Finding({ diagnostic }: { readonly diagnostic: DiagnosticDto }) {
  const { severity, code, path, summary, detail, position, url } = diagnostic;
  return (
    <Alert
      severity={severity}
      variant="outlined"
      role="note"
      sx={{ '& .v5-MuiAlert-message, & .MuiAlert-message': { minWidth: 0 } }}
    >
      <Typography variant="body2" sx={{ fontWeight: 600, m: 0 }}>
        {summary}
      </Typography>
      {detail && (
        <Typography variant="body2" sx={{ mt: 0.5, mb: 0 }}>
          {detail}
        </Typography>
      )}
      <Typography
        variant="caption"
        component="p"
        color="text.secondary"
        sx={{ mt: 0.5, mb: 0, overflowWrap: 'anywhere' }}
      >
        {severity} · <code>{code}</code>
        {path && (
          <>
            {' at '}
            <Place url={url}>{path}</Place>
          </>
        )}
        {position && (
          <>
            {path ? ' · ' : ' at '}
            <Place url={position.url}>{formatPosition(position)}</Place>
          </>
        )}
      </Typography>
    </Alert>
  );
}

function Place(props: {
  readonly url: string | undefined;
  readonly children: string;
}) {
  const { url, children } = props;
  const text = <code>{children}</code>;
  return url === undefined ? (
    text
  ) : (
    <Link href={url} target="_blank" rel="noopener noreferrer">
      {text}
    </Link>
  );
}

function formatPosition({
  file,
  line,
  column,
}: NonNullable<DiagnosticDto['position']>): string {
  return `${file ? `${file}:` : 'line '}${line}:${column}`;
}
