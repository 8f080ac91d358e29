import Box from '@mui/material/Box';
import type { SloRow } from '../../views';
import { SloCard } from './SloCard';

/** All budgets of a service, side by side where there is room. */
export function SloCards(props: {
  readonly rows: readonly SloRow[];
  readonly selectedId: string | undefined;
  readonly onSelect: (id: string) => void;
}) {
  const { rows, selectedId, onSelect } = props;
  return (
    <Box
      sx={{
        display: 'grid',
        gap: 2,
        gridTemplateColumns: 'repeat(auto-fit, minmax(min(340px, 100%), 1fr))',
      }}
    >
      {rows.map(row => (
        <SloCard
          key={row.id}
          row={row}
          selected={row.id === selectedId}
          onSelect={() => onSelect(row.id)}
        />
      ))}
    </Box>
  );
}
