export * from './convertSpec';
