export * from './specText';
