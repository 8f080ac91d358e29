import { CodeSnippet } from '@backstage/core-components';
import Box from '@mui/material/Box';

/** Above this, colouring the text would freeze the page. */
const HIGHLIGHT_LIMIT = 100_000;

/** A text as text, coloured where that is cheap. */
export function Code(props: {
  readonly text: string;
  readonly language: string;
  readonly lines?: number[];
}) {
  const { text, language, lines } = props;
  if (text.length > HIGHLIGHT_LIMIT) {
    return (
      <Box component="pre" sx={{ m: 0, fontSize: 13 }}>
        {text}
      </Box>
    );
  }
  return (
    <CodeSnippet
      text={text}
      language={language}
      highlightedNumbers={lines}
      customStyle={{ margin: 0, padding: 12, fontSize: 13, borderRadius: 4 }}
    />
  );
}
