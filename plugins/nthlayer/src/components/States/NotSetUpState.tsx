import { parseEntityRef } from '@backstage/catalog-model';
import Box from '@mui/material/Box';
import LinearProgress from '@mui/material/LinearProgress';
import Paper from '@mui/material/Paper';
import Typography from '@mui/material/Typography';
import type { NotSetUpServiceDto } from '@nthlayer/backstage-plugin-nthlayer-common';
import { DiagnosticList } from '../DiagnosticList';
import { SnippetBox } from '../Snippet';
import { annotationSnippet } from './annotationSnippet';
import { DATA_SOURCE_SNIPPET } from './dataSourceSnippet';
import { NOT_SET_UP_TEXT } from './notSetUpText';

/** Why there is no stack, and what to add. */
export function NotSetUpState(props: { readonly service: NotSetUpServiceDto }) {
  const { reason, diagnostics } = props.service;
  if (reason === 'pending') {
    return <PendingState />;
  }
  const { title, text } = NOT_SET_UP_TEXT[reason];
  return (
    <Paper variant="outlined" sx={{ p: 4, maxWidth: 760 }}>
      <Typography variant="h5" component="h2" sx={{ mb: 1 }}>
        {title}
      </Typography>
      <Typography sx={{ mb: 2 }}>{text}</Typography>
      {reason === 'no-data-source' && (
        <SnippetBox
          copy={DATA_SOURCE_SNIPPET}
          label="Copy configuration"
          text={DATA_SOURCE_SNIPPET}
        />
      )}
      {reason !== 'no-data-source' && reason !== 'failed' && (
        <AnnotationBox service={props.service} />
      )}
      {diagnostics.length > 0 && (
        <Box sx={{ mt: 3 }}>
          <DiagnosticList diagnostics={diagnostics} />
        </Box>
      )}
    </Paper>
  );
}

function AnnotationBox(props: { readonly service: NotSetUpServiceDto }) {
  const { annotation, entityRef } = props.service;
  const { kind, name } = parseEntityRef(entityRef);
  const snippet = annotationSnippet(annotation, {
    kind: kind.charAt(0).toLocaleUpperCase('en-US') + kind.slice(1),
    name,
  });
  return (
    <SnippetBox
      copy={snippet.line}
      label="Copy annotation"
      text={snippet.text}
    />
  );
}

function PendingState() {
  return (
    <Paper variant="outlined" sx={{ p: 4, maxWidth: 760 }} role="status">
      <Typography variant="h5" component="h2" sx={{ mb: 1 }}>
        The reliability stack is being compiled
      </Typography>
      <Typography sx={{ mb: 3 }}>
        This component was found only now. Its SLOs will be here in a moment;
        the page looks again by itself.
      </Typography>
      <LinearProgress aria-label="Compiling" />
    </Paper>
  );
}
