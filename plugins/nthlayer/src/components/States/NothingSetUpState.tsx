import Paper from '@mui/material/Paper';
import Typography from '@mui/material/Typography';
import { NTHLAYER_ANNOTATIONS } from '@nthlayer/backstage-plugin-nthlayer-common';
import { SnippetBox } from '../Snippet';
import { annotationSnippet } from './annotationSnippet';

/** Not one component has a stack yet, and what to add to the first. */
export function NothingSetUpState() {
  const { line, text } = annotationSnippet(
    { key: NTHLAYER_ANNOTATIONS.tier, value: 'standard' },
    { kind: 'Component', name: 'my-service' },
  );
  return (
    <Paper variant="outlined" sx={{ p: 4, maxWidth: 760 }}>
      <Typography variant="h5" component="h2" sx={{ mb: 1 }}>
        No service that you can see has SLOs yet
      </Typography>
      <Typography sx={{ mb: 2 }}>
        Add one annotation to the catalog file of a component. SLOs, error
        budgets, alert rules and a dashboard follow from its type and tier.
      </Typography>
      <SnippetBox copy={line} label="Copy annotation" text={text} />
    </Paper>
  );
}
