import { InputError } from '@backstage/errors';
import {
  DataSourceFactory,
  NthlayerDataSourcesExtensionPoint,
} from '@nthlayer/backstage-plugin-nthlayer-node';

/** The types of data sources that modules provide. */
export class DataSourceFactories implements NthlayerDataSourcesExtensionPoint {
  readonly #factories = new Map<string, DataSourceFactory>();

  addFactory(factory: DataSourceFactory): void {
    if (this.#factories.has(factory.type)) {
      throw new InputError(
        `The data source type "${factory.type}" is provided already`,
      );
    }
    this.#factories.set(factory.type, factory);
  }

  byType(): ReadonlyMap<string, DataSourceFactory> {
    return this.#factories;
  }
}
