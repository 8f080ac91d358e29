export * from './prometheusDataSource';
