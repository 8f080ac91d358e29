import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Table from '@mui/material/Table';
import TableBody from '@mui/material/TableBody';
import TableCell from '@mui/material/TableCell';
import TableHead from '@mui/material/TableHead';
import TableRow from '@mui/material/TableRow';
import type { AssetSummaryDto } from '@nthlayer/backstage-plugin-nthlayer-common';

const KINDS = {
  openslo: 'OpenSLO',
  'prometheus-rules': 'Prometheus rules',
  'prometheus-rule-tests': 'Prometheus rule tests',
  'prometheus-operator-rules': 'Prometheus Operator rules',
  'mimir-rules': 'Mimir rules',
  'victoriametrics-rules': 'VictoriaMetrics rules',
  'alertmanager-config': 'Alertmanager configuration',
  'grafana-dashboard': 'Grafana dashboard',
} as const;

/** Backstage's theme breaks words anywhere, so that columns become narrower than their words. */
const WHOLE_WORDS = {
  '& td, & th': { wordBreak: 'normal', px: { xs: 1, sm: 2 } },
} as const;

/** The title says nearly the same, and the button must be seen. */
const WIDE_ONLY = { '@media (max-width: 900px)': { display: 'none' } } as const;

/** For those who compare files. */
const NOT_ON_PHONES = {
  whiteSpace: 'nowrap',
  '@media (max-width: 600px)': { display: 'none' },
} as const;

/** The generated files, each to be looked at. */
export function AssetList(props: {
  readonly assets: readonly AssetSummaryDto[];
  readonly onOpen: (asset: AssetSummaryDto) => void;
}) {
  return (
    <Box sx={{ overflowX: 'auto' }}>
      <Table size="small" aria-label="Generated files" sx={WHOLE_WORDS}>
        <TableHead>
          <TableRow>
            <TableCell>Title</TableCell>
            <TableCell sx={WIDE_ONLY}>Kind</TableCell>
            <TableCell>Path</TableCell>
            <TableCell sx={NOT_ON_PHONES}>SHA-256</TableCell>
            <TableCell />
          </TableRow>
        </TableHead>
        <TableBody>
          {props.assets.map(asset => (
            <TableRow key={asset.id}>
              <TableCell>{asset.title}</TableCell>
              <TableCell sx={WIDE_ONLY}>{KINDS[asset.kind]}</TableCell>
              <TableCell>
                <code>{asset.path}</code>
              </TableCell>
              <TableCell sx={NOT_ON_PHONES}>
                <code title={asset.sha256}>{asset.sha256.slice(0, 8)}</code>
              </TableCell>
              <TableCell align="right">
                <Button
                  size="small"
                  onClick={() => props.onOpen(asset)}
                  aria-label={`View ${asset.title}`}
                >
                  View
                </Button>
              </TableCell>
            </TableRow>
          ))}
        </TableBody>
      </Table>
    </Box>
  );
}
