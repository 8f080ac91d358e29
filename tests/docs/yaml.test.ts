import { loadConfigSchema } from '@backstage/config-loader';
import {
  apiEntityV1alpha1Validator,
  componentEntityV1alpha1Validator,
  domainEntityV1alpha1Validator,
  Entity,
  groupEntityV1alpha1Validator,
  locationEntityV1alpha1Validator,
  resourceEntityV1alpha1Validator,
  systemEntityV1alpha1Validator,
  userEntityV1alpha1Validator,
} from '@backstage/catalog-model';
import { templateEntityV1beta3Validator } from '@backstage/plugin-scaffolder-common';
import {
  defaultGenerationSettings,
  readDocuments,
  readServiceSpec,
  readSpecFile,
  specContextOf,
} from '@nthlayer/engine';
import { parse, parseAllDocuments } from 'yaml';
import { blocksIn, CodeBlock } from './markdown';

const context = specContextOf(defaultGenerationSettings);

const validators = [
  apiEntityV1alpha1Validator,
  componentEntityV1alpha1Validator,
  domainEntityV1alpha1Validator,
  groupEntityV1alpha1Validator,
  locationEntityV1alpha1Validator,
  resourceEntityV1alpha1Validator,
  systemEntityV1alpha1Validator,
  userEntityV1alpha1Validator,
];

/** What a configuration must have that the pages need not repeat. */
const BASE_CONFIG = {
  app: { baseUrl: 'http://localhost:3000' },
  backend: {
    baseUrl: 'http://localhost:7007',
    listen: ':7007',
    database: { client: 'better-sqlite3', connection: ':memory:' },
  },
};

/** A Component, for the pages that show only its metadata. */
const BASE_COMPONENT = {
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Component',
  spec: { type: 'service', lifecycle: 'production', owner: 'team-a' },
};

/** A template, for the pages that show only its steps. */
const BASE_TEMPLATE = {
  apiVersion: 'scaffolder.backstage.io/v1beta3',
  kind: 'Template',
  metadata: { name: 'a' },
  spec: { type: 'service', owner: 'team-a', steps: [] },
};

const CONFIG_KEYS = [
  'app',
  'auth',
  'backend',
  'catalog',
  'nthlayer',
  'scaffolder',
];

type Kind =
  | 'config'
  | 'entity'
  | 'spec'
  | 'environment'
  | 'component metadata'
  | 'template'
  | 'template steps';

function kindOf({ text, at }: CodeBlock): Kind {
  const documents = parseAllDocuments(text);
  const values = documents.map(document => document.toJS() as object);
  const keys = values.flatMap(value => Object.keys(value));
  const versions = values.map(
    value => (value as { apiVersion?: string }).apiVersion,
  );
  if (versions.every(version => version?.startsWith('backstage.io/'))) {
    return 'entity';
  }
  if (
    versions.every(version =>
      /^(nthlayer|openslo|srm|opensrm)/.test(version ?? ''),
    ) ||
    keys.join() === 'service,resources'
  ) {
    return 'spec';
  }
  if (keys[0] === 'environment') {
    return 'environment';
  }
  if (versions.every(version => version?.startsWith('scaffolder.'))) {
    return 'template';
  }
  if (keys.join() === 'metadata') {
    return 'component metadata';
  }
  if (keys.join() === 'steps') {
    return 'template steps';
  }
  if (keys.every(key => CONFIG_KEYS.includes(key))) {
    return 'config';
  }
  throw new Error(`${at} is no YAML that this test knows: ${keys.join(', ')}`);
}

function blocksOf(kind: Kind): [string, CodeBlock][] {
  return blocksIn('yaml')
    .filter(block => kindOf(block) === kind)
    .map(block => [block.at, block]);
}

async function expectEntity(entity: Entity): Promise<void> {
  const answers = await Promise.all(
    validators.map(validator => validator.check(entity)),
  );
  expect(answers).toContain(true);
  expect(readServiceSpec(entity, context).diagnostics).toEqual([]);
}

describe('catalog entities', () => {
  it.each(blocksOf('entity'))('%s', async (_, { text, at }) => {
    const { documents, diagnostics } = readDocuments({ path: at, text });
    expect(diagnostics).toEqual([]);
    for (const { value } of documents) {
      await expectEntity(value as Entity);
    }
  });

  it.each(blocksOf('component metadata'))('%s', async (_, { text }) => {
    const { metadata } = parse(text);
    const entity = { ...BASE_COMPONENT, metadata: { name: 'a', ...metadata } };
    await expectEntity(entity);
  });
});

describe('templates', () => {
  it('are valid, and so are steps of theirs', async () => {
    const whole = blocksOf('template').map(([, { text }]) => parse(text));
    const steps = blocksOf('template steps').map(([, { text }]) => ({
      ...BASE_TEMPLATE,
      spec: { ...BASE_TEMPLATE.spec, ...parse(text) },
    }));
    for (const template of [...whole, ...steps]) {
      expect(await templateEntityV1beta3Validator.check(template)).toBe(true);
    }
  });
});

describe('specs', () => {
  it.each(blocksOf('spec'))('%s', (_, { text, at }) => {
    const services = readSpecFile({ path: at, text }, context);
    expect(services.map(({ result }) => result.kind)).toEqual(['spec']);
    expect(services[0].result.diagnostics).toEqual([]);
  });

  it.each(blocksOf('environment'))('%s', (_, { text, at }) => {
    const [service] = blocksOf('spec').filter(([, block]) =>
      block.text.startsWith('service:'),
    );
    const whole = [service[1].text, text].join('\n---\n');
    const [{ result }] = readSpecFile({ path: at, text: whole }, context);
    expect(result.diagnostics).toEqual([]);
    expect(result).toMatchObject({
      spec: { overlays: { staging: { slos: [{}, {}] } } },
    });
  });
});

describe('configuration', () => {
  it('has the keys that the packages read', async () => {
    const schema = await loadConfigSchema({
      dependencies: ['app', 'backend'],
      noUndeclaredProperties: true,
    });
    const problems = blocksOf('config').flatMap(([at, { text }]) => {
      try {
        schema.process([
          { context: 'base', data: BASE_CONFIG },
          { context: at, data: parse(text) },
        ]);
        return [];
      } catch (error) {
        return [`${at}: ${(error as Error).message}`];
      }
    });
    expect(problems).toEqual([]);
  });
});
