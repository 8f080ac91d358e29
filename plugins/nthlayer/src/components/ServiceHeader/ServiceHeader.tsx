import { EntityRefLink } from '@backstage/plugin-catalog-react';
import Box from '@mui/material/Box';
import Paper from '@mui/material/Paper';
import Typography from '@mui/material/Typography';
import type { ReadyServiceDto } from '@nthlayer/backstage-plugin-nthlayer-common';
import { SloRow, worstRow } from '../../views';
import { EnvironmentSelect } from './EnvironmentSelect';
import { Fact } from './Fact';
import { Freshness } from './Freshness';
import { SimulatedMark } from './SimulatedMark';
import { Verdict } from './Verdict';

/** What the service is, how it is doing, and where the figures come from. */
export function ServiceHeader(props: {
  readonly service: ReadyServiceDto;
  readonly rows: readonly SloRow[];
  readonly onEnvironment: (environment: string) => void;
}) {
  const { service, rows, onEnvironment } = props;
  const worst = worstRow(service, rows);
  return (
    <Paper
      component="header"
      variant="outlined"
      sx={{ p: 2.5, display: 'grid', gap: 2 }}
    >
      <Box
        sx={{ display: 'flex', gap: 2, flexWrap: 'wrap', alignItems: 'center' }}
      >
        <Typography variant="h5" component="h1" sx={{ m: 0 }}>
          {service.title ?? service.name}
        </Typography>
        {service.dataSource.simulated && <SimulatedMark />}
        <Box sx={{ flexGrow: 1 }}>
          {worst && <Verdict worst={worst} rows={rows} />}
        </Box>
        {service.environments.length > 1 && (
          <EnvironmentSelect
            environments={service.environments}
            value={service.environment}
            onChange={onEnvironment}
          />
        )}
      </Box>
      <Facts service={service} rows={rows} />
    </Paper>
  );
}

function Facts(props: {
  readonly service: ReadyServiceDto;
  readonly rows: readonly SloRow[];
}) {
  const { service, rows } = props;
  const { dataSource, environments } = service;
  return (
    <Box
      component="dl"
      sx={{
        display: 'flex',
        flexWrap: 'wrap',
        columnGap: 4,
        rowGap: 1.5,
        m: 0,
      }}
    >
      <Fact label="Service label">
        <code>{service.service}</code>
      </Fact>
      <Fact label="Tier">{service.tier}</Fact>
      <Fact label="Type">{service.type}</Fact>
      {service.owner && (
        <Fact label="Owner">
          <EntityRefLink entityRef={service.owner} defaultKind="group" />
        </Fact>
      )}
      {environments.length === 1 && (
        <Fact label="Environment">{service.environment}</Fact>
      )}
      <Fact label="Data source">
        {dataSource.name === dataSource.type
          ? dataSource.name
          : `${dataSource.name} (${dataSource.type})`}
      </Fact>
      <Fact label="Specified by">
        {service.specFile === undefined ? (
          'annotations'
        ) : (
          <code>{service.specFile}</code>
        )}
      </Fact>
      <Fact label="Newest data">
        <Freshness rows={rows} />
      </Fact>
    </Box>
  );
}
