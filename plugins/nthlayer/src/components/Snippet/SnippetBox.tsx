import Box from '@mui/material/Box';
import { Code } from './Code';
import { CopyButton } from './CopyButton';

/** A text to look at, and the part of it to copy. */
export function SnippetBox(props: {
  readonly text: string;
  readonly copy: string;
  readonly label: string;
}) {
  return (
    <>
      <Code text={props.text} language="yaml" />
      <Box sx={{ mt: 2 }}>
        <CopyButton text={props.copy} label={props.label} />
      </Box>
    </>
  );
}
