import { CodeSnippet } from '@backstage/core-components';
import Box from '@mui/material/Box';

/** Above this, colouring the text would freeze the page. */
const HIGHLIGHT_LIMIT = 100_000;

/** A text as text, coloured where that is cheap. */
export function Code(props: {
  readonly text: string;
  readonly language: string;
}) {
  const { text, language } = props;
  return (
    <Box
      sx={{
        border: 1,
        borderColor: 'divider',
        borderRadius: 1,
        overflow: 'auto',
        fontSize: 13,
      }}
    >
      {text.length > HIGHLIGHT_LIMIT ? (
        <Box component="pre" sx={{ m: 0, p: 1.5 }}>
          {text}
        </Box>
      ) : (
        <CodeSnippet
          text={text}
          language={language}
          customStyle={{ margin: 0, padding: 12 }}
        />
      )}
    </Box>
  );
}
