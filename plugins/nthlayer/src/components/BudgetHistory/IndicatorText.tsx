import Box from '@mui/material/Box';
import Typography from '@mui/material/Typography';
import { groupText, SloRow } from '../../views';

/** What the SLI counts, as PromQL, and of which group. */
export function IndicatorText({ row }: { readonly row: SloRow }) {
  const { slo, labels } = row;
  const group = groupText(labels);
  return (
    <Box
      component="dl"
      sx={{
        display: 'grid',
        gridTemplateColumns: 'max-content minmax(0, 1fr)',
        columnGap: 2,
        rowGap: 0.5,
        mt: 2,
        mb: 0,
      }}
    >
      {slo.indicator.formula ? (
        <Query label="Made of" text={slo.indicator.formula} />
      ) : (
        <>
          <Query label="Bad events" text={slo.indicator.bad} />
          <Query label="All events" text={slo.indicator.total} />
        </>
      )}
      {group && <Query label="Of the group" text={group} />}
    </Box>
  );
}

function Query(props: { readonly label: string; readonly text: string }) {
  return (
    <>
      <Typography
        component="dt"
        variant="caption"
        color="text.secondary"
        sx={{ m: 0 }}
      >
        {props.label}
      </Typography>
      <Box component="dd" sx={{ m: 0, fontSize: 12, overflowWrap: 'anywhere' }}>
        <code>{props.text}</code>
      </Box>
    </>
  );
}
