import Box from '@mui/material/Box';
import Tooltip from '@mui/material/Tooltip';
import Typography from '@mui/material/Typography';
import type { BudgetStatusDto } from '@nthlayer/backstage-plugin-nthlayer-common';
import { forecastLines, forecastText } from '../../views';

/** When the budget ends, in words. */
export function ForecastLine({ status }: { readonly status: BudgetStatusDto }) {
  const lines = forecastLines(status).map(line => <div key={line}>{line}</div>);
  return (
    <div>
      <Typography variant="caption" color="text.secondary">
        Forecast
      </Typography>
      <Typography variant="body2" sx={{ m: 0 }}>
        <Tooltip describeChild title={<>{lines}</>}>
          <Box component="span" tabIndex={0}>
            {forecastText(status)}
          </Box>
        </Tooltip>
      </Typography>
    </div>
  );
}
