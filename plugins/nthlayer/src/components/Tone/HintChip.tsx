import Chip from '@mui/material/Chip';
import Tooltip from '@mui/material/Tooltip';
import { Tone, toneColour } from './toneColour';

/** A word with an explanation. */
export function HintChip(props: {
  readonly label: string;
  readonly hint: string;
  readonly tone?: Tone;
  readonly outlined?: boolean;
}) {
  const { label, hint, tone, outlined = false } = props;
  const colour = toneColour(tone);
  const outline = { color: colour, borderColor: colour };
  const fill = { color: 'background.paper', bgcolor: colour };
  return (
    <Tooltip describeChild title={hint}>
      <Chip
        size="small"
        label={label}
        variant={outlined ? 'outlined' : 'filled'}
        tabIndex={0}
        sx={{ m: 0, fontWeight: 600, ...(tone && (outlined ? outline : fill)) }}
      />
    </Tooltip>
  );
}
