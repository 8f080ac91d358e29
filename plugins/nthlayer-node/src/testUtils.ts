/**
 * For tests of modules: proof that a data source keeps its contract, and one in memory.
 *
 * @packageDocumentation
 */
export * from './testing/describeDataSource';
export * from './testing/FakeDataSource';
