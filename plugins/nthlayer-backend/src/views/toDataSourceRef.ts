import { DataSourceDto } from '@nthlayer/backstage-plugin-nthlayer-common';
import { DataSourceRegistry } from '../dataSources/DataSourceRegistry';

type DataSourceRefDto = Pick<DataSourceDto, 'name' | 'type' | 'simulated'>;

/** A data source by name; one that is configured no longer has no type. */
export function toDataSourceRef(
  name: string,
  sources: DataSourceRegistry,
): DataSourceRefDto {
  const configured = sources.get(name);
  return {
    name,
    type: configured?.type ?? '',
    simulated: configured?.source.simulated ?? false,
  };
}
