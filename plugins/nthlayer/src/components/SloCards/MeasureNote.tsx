import Typography from '@mui/material/Typography';
import type { SloDto } from '@nthlayer/backstage-plugin-nthlayer-common';
import { formatDuration, formatObjective } from '../../format';

/** What must be known to read the figures: how time is cut, how a composite is made, why they are estimates. */
export function MeasureNote({ slo }: { readonly slo: SloDto }) {
  const notes = [slicesNote(slo), formulaNote(slo), estimateNote(slo)].filter(
    note => note !== undefined,
  );
  return (
    <>
      {notes.map(note => (
        <Typography
          key={note}
          variant="caption"
          color="text.secondary"
          sx={{ m: 0 }}
        >
          {note}
        </Typography>
      ))}
    </>
  );
}

function slicesNote({ slices, method }: SloDto): string | undefined {
  if (!slices) {
    return undefined;
  }
  const length = formatDuration(slices.lengthMs);
  return method === 'Timeslices'
    ? `Counts slices of ${length}; one is good at ${formatObjective(
        slices.objective,
      )} or more.`
    : `Counts the mean of slices of ${length}, however much traffic each has.`;
}

function formulaNote({ indicator }: SloDto): string | undefined {
  return indicator.formula && `Composite: ${indicator.formula}`;
}

function estimateNote({ indicator }: SloDto): string | undefined {
  return (
    indicator.approximateReason &&
    `Estimate: the query is evaluated as written, because ${indicator.approximateReason}.`
  );
}
