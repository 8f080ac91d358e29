export * from './DependencyList';
