import TextField from '@mui/material/TextField';
import { useEffect, useRef, useState } from 'react';

const PAUSE_MS = 300;
const MAX_LENGTH = 100;

/** A text to search for; what is typed counts after a pause. */
export function SearchField(props: {
  readonly value: string;
  readonly onSearch: (text: string) => void;
}) {
  const { value, onSearch } = props;
  const [typed, setTyped] = useState(value);
  const timer = useRef<ReturnType<typeof setTimeout>>();
  useEffect(() => setTyped(value), [value]);
  useEffect(() => () => clearTimeout(timer.current), []);
  return (
    <TextField
      type="search"
      size="small"
      variant="outlined"
      label="Service"
      placeholder="Name or title"
      value={typed}
      onChange={({ target }) => {
        setTyped(target.value);
        clearTimeout(timer.current);
        timer.current = setTimeout(() => onSearch(target.value), PAUSE_MS);
      }}
      InputLabelProps={{ shrink: true }}
      inputProps={{ maxLength: MAX_LENGTH }}
      sx={{ minWidth: 180, flexGrow: 1, maxWidth: { sm: 320 } }}
    />
  );
}
