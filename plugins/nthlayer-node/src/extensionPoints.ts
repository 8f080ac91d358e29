import {
  createExtensionPoint,
  LoggerService,
} from '@backstage/backend-plugin-api';
import { Config } from '@backstage/config';
import { DataSource, Generator } from '@nthlayer/engine';

/**
 * What a data source is made from.
 *
 * @public
 */
export interface DataSourceFactoryOptions {
  /** The configured name. */
  readonly name: string;
  /** The entry of `nthlayer.dataSources` with this name. */
  readonly config: Config;
  /** Environments that it serves. */
  readonly environments: readonly string[];
  /** For what an operator should know; never for a credential or a remote body. */
  readonly logger: LoggerService;
}

/**
 * Makes the data sources of one type.
 *
 * @public
 */
export interface DataSourceFactory {
  /** The value of `type` in `nthlayer.dataSources` that it serves. */
  readonly type: string;
  /** Makes one data source; a configuration that cannot be used is thrown as an error. */
  create(options: DataSourceFactoryOptions): DataSource;
}

/**
 * Where modules add types of data sources.
 *
 * @public
 */
export interface NthlayerDataSourcesExtensionPoint {
  /** Throws when the type is taken. */
  addFactory(factory: DataSourceFactory): void;
}

/**
 * Takes types of data sources.
 *
 * @public
 */
export const nthlayerDataSourcesExtensionPoint =
  createExtensionPoint<NthlayerDataSourcesExtensionPoint>({
    id: 'nthlayer.data-sources',
  });

/**
 * Where modules change the ordered list of generators; the built-in ones are entries of the same list.
 *
 * @public
 */
export interface NthlayerGeneratorsExtensionPoint {
  /** Appends a generator. Throws when the id is taken. */
  addGenerator(generator: Generator): void;
  /** Puts a generator in the place of the one with its id. Throws when there is none. */
  replaceGenerator(generator: Generator): void;
  /** Takes a generator out. Throws when there is none. */
  removeGenerator(id: string): void;
}

/**
 * Takes changes to the list of generators.
 *
 * @public
 */
export const nthlayerGeneratorsExtensionPoint =
  createExtensionPoint<NthlayerGeneratorsExtensionPoint>({
    id: 'nthlayer.generators',
  });
