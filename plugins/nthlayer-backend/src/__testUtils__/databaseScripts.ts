import { resolvePackagePath } from '@backstage/backend-plugin-api';
import { Knex } from 'knex';
import { createHash } from 'node:crypto';
import {
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { migrationsDirectory } from '../database/migrateDatabase';
import { scriptToEmptyTables, shapeOf } from './emptyTables';
import { recordMigrations } from './recordMigrations';

/** What databases of a kind are made of, what empties them, and what they look like as long as only rows change. */
export interface DatabaseScripts {
  readonly migrate: string;
  readonly empty: string;
  readonly shape: string;
}

const folder = resolvePackagePath(
  '@nthlayer/backstage-plugin-nthlayer-backend',
  ...['..', '..', '.cache', 'migrations'],
);

const MADE_BY = ['recordMigrations.ts', 'emptyTables.ts'];

/** Another one once anything is another that databases of a kind follow from. */
export function versionOf(kind: string): string {
  const hash = createHash('sha256').update(kind);
  const files = [
    require.resolve('knex/package.json'),
    ...MADE_BY.map(name => join(__dirname, name)),
    ...readdirSync(migrationsDirectory)
      .sort()
      .map(name => join(migrationsDirectory, name)),
  ];
  files.forEach(file => hash.update(file).update(readFileSync(file)));
  return hash.digest('hex');
}

const fileOf = (kind: string) => join(folder, `${versionOf(kind)}.json`);

/** Undefined before this kind of database was first migrated by these migrations. */
export function readScripts(kind: string): DatabaseScripts | undefined {
  try {
    return JSON.parse(readFileSync(fileOf(kind), 'utf8'));
  } catch {
    return undefined;
  }
}

/** Migrates an empty database, and keeps what that took for others. */
export async function migrateAndKeep(
  kind: string,
  knex: Knex,
): Promise<DatabaseScripts> {
  const scripts = {
    migrate: await recordMigrations(knex),
    empty: await scriptToEmptyTables(knex),
    shape: await shapeOf(knex),
  };
  const file = fileOf(kind);
  mkdirSync(folder, { recursive: true });
  writeFileSync(`${file}.${process.pid}`, JSON.stringify(scripts));
  renameSync(`${file}.${process.pid}`, file);
  return scripts;
}
