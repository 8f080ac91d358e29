import MenuItem from '@mui/material/MenuItem';
import TextField from '@mui/material/TextField';

/** Chooses one of a service's environments. */
export function EnvironmentSelect(props: {
  readonly environments: readonly string[];
  readonly value: string;
  readonly onChange: (environment: string) => void;
}) {
  return (
    <TextField
      select
      size="small"
      variant="outlined"
      label="Environment"
      value={props.value}
      onChange={event => props.onChange(event.target.value)}
      sx={{ minWidth: 160 }}
    >
      {props.environments.map(environment => (
        <MenuItem key={environment} value={environment}>
          {environment}
        </MenuItem>
      ))}
    </TextField>
  );
}
