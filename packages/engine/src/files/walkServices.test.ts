import { defaultGenerationSettings, specContextOf } from '../spec';
import { FileToRead } from './FileToRead';
import { Reading } from './ServiceReading';
import { walkServices, WalkOptions } from './walkServices';

const context = specContextOf(defaultGenerationSettings);

const component = (name: string, annotations: string) =>
  `apiVersion: backstage.io/v1alpha1\nkind: Component\nmetadata:\n  name: ${name}\n  annotations: ${annotations}\nspec: { type: service, owner: a }\n`;

async function walk(
  texts: Readonly<Record<string, string>>,
  options: Partial<WalkOptions> = {},
) {
  const open: string[] = [];
  const files = function* files(): Generator<FileToRead> {
    for (const [path, text] of Object.entries(texts)) {
      yield {
        key: path,
        named: false,
        read: async () => {
          open.push(path);
          return { path, text };
        },
        reader: { read: async () => undefined },
      };
    }
  };
  const readings: Reading[] = [];
  for await (const reading of walkServices({ files, context, ...options })) {
    readings.push(reading);
  }
  return { readings, open };
}

const told = (readings: readonly Reading[]) =>
  readings.flatMap(reading =>
    (reading.kind === 'file'
      ? reading.diagnostics
      : reading.result.diagnostics
    ).map(({ code }) => code),
  );

const TILL = '{ nthlayer.dev/tier: low, nthlayer.dev/service: till }';

describe('walkServices', () => {
  it('tells both of two services that claim the same, as they come', async () => {
    const { readings } = await walk({
      'a.yaml': component('a', TILL),
      'b.yaml': component('b', TILL),
    });
    expect(told(readings)).toEqual([
      'service-label-conflict',
      'service-label-conflict',
    ]);
  });

  it('knows what a Resource says that comes later', async () => {
    const { readings } = await walk({
      'a.yaml': component('a', '{ nthlayer.dev/tier: low }').replace(
        'owner: a',
        'owner: a, dependsOn: ["resource:db"]',
      ),
      'b.yaml':
        'apiVersion: backstage.io/v1alpha1\nkind: Resource\nmetadata: { name: db }\nspec: { type: mysql, owner: a }\n',
    });
    const [{ result }] = readings.flatMap(each =>
      each.kind === 'service' ? [each] : [],
    );
    expect(result.kind === 'spec' && result.spec.dependencies).toMatchObject([
      { technology: 'mysql' },
    ]);
  });

  it('passes over what is none of ours, and reads each file twice', async () => {
    const { readings, open } = await walk({
      'values.yaml': 'a: [',
      'b.yaml': component('b', TILL),
    });
    expect(readings.map(({ file }) => file)).toEqual(['b.yaml', 'b.yaml']);
    expect(open).toEqual(['values.yaml', 'b.yaml', 'values.yaml', 'b.yaml']);
  });

  it('ends when it is told to, and gives nothing then', async () => {
    const controller = new AbortController();
    const met: string[] = [];
    const { readings } = await walk(
      { 'a.yaml': component('a', TILL), 'b.yaml': component('b', TILL) },
      {
        signal: controller.signal,
        onMet: () => {
          met.push('one');
          controller.abort();
        },
        onAllMet: () => met.push('all'),
      },
    );
    expect(readings).toEqual([]);
    expect(met).toEqual(['one']);
  });

  it('counts lines of a long file from its beginning', async () => {
    const one = component('a', '{ nthlayer.dev/tier: low }');
    const many = Array.from({ length: 200 }, (_, index) =>
      one.replace('name: a', `name: a${index}`),
    ).join('---\n');
    const { readings } = await walk({
      'a.yaml': `${many}---\n${component('b', '{ nthlayer.dev/tier: lw }')}`,
    });
    const last = readings.flatMap(each =>
      each.kind === 'service' ? each.result.diagnostics : [],
    );
    expect(last).toMatchObject([
      { code: 'unknown-tier', position: { file: 'a.yaml', line: 7 * 200 + 5 } },
    ]);
  });
});
