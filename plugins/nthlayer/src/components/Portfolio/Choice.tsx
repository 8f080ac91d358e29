import MenuItem from '@mui/material/MenuItem';
import TextField from '@mui/material/TextField';
import type { ReactNode } from 'react';

/** A select in which nothing need be chosen. */
export function Choice(props: {
  readonly label: string;
  /** What it is called when nothing is chosen. */
  readonly none: string;
  readonly value: string | undefined;
  readonly options: readonly string[];
  readonly onOpen?: () => void;
  readonly show?: (option: string) => ReactNode;
  readonly onChoose: (value: string | undefined) => void;
}) {
  const { label, none, value = '', options, show, onOpen, onChoose } = props;
  const known = value === '' || options.includes(value);
  const offered = known ? options : [...options, value];
  return (
    <TextField
      select
      size="small"
      variant="outlined"
      label={label}
      value={value}
      onChange={event => onChoose(event.target.value || undefined)}
      InputLabelProps={{ shrink: true }}
      SelectProps={{ displayEmpty: true, onOpen }}
      sx={{ minWidth: 140, flexGrow: { xs: 1, sm: 0 } }}
    >
      <MenuItem value="">{none}</MenuItem>
      {offered.map(option => (
        <MenuItem key={option} value={option}>
          {show ? show(option) : option}
        </MenuItem>
      ))}
    </TextField>
  );
}
