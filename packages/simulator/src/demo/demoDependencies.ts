import { SimulatedDependency } from '../dependencies/SimulatedDependency';

/**
 * What the demo's services depend on, under the names of the example Resources. `notification-queue` shows no key
 * counts and `search-index` no memory of its JVM, as happens with older exporters and with collectors switched off.
 *
 * @public
 */
export const demoDependencies: readonly SimulatedDependency[] = [
  {
    name: 'payments-db',
    technology: 'postgresql',
    targetLabels: { job: 'postgres-payments' },
  },
  {
    name: 'payments-cache',
    technology: 'redis',
    targetLabels: { job: 'redis-payments' },
  },
  {
    name: 'orders-db',
    technology: 'mysql',
    targetLabels: { job: 'mysql-orders' },
  },
  {
    name: 'checkout-cache',
    technology: 'redis',
    targetLabels: { job: 'redis-checkout' },
  },
  {
    name: 'inventory-db',
    technology: 'postgresql',
    targetLabels: { job: 'postgres-inventory' },
  },
  {
    name: 'search-index',
    technology: 'elasticsearch',
    targetLabels: { job: 'elasticsearch-search' },
    without: ['elasticsearch_jvm_memory_'],
  },
  {
    name: 'identity-db',
    technology: 'postgresql',
    targetLabels: { job: 'postgres-identity' },
  },
  {
    name: 'notification-queue',
    technology: 'redis',
    targetLabels: { job: 'redis-notifications' },
    without: ['redis_db_keys'],
  },
  {
    name: 'shop-events',
    technology: 'kafka',
    targetLabels: { job: 'kafka-shop' },
  },
  {
    name: 'reports-db',
    technology: 'postgresql',
    targetLabels: { job: 'postgres-reports' },
  },
];
