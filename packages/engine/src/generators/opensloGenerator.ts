import { Diagnostic, Sli } from '@nthlayer/backstage-plugin-nthlayer-common';
import { createAsset } from '../hash';
import { OpenSloObject, printOpenSlo, validateOpenSlo } from '../openslo';
import { CounterQueries, toOpenSlo } from '../openslo/toOpenSlo';
import { Generator } from '../ports';
import { aggregate, by, print } from '../promql';
import { counterSelector } from '../sli/sampleSelectors';
import { countersOf, SliCounter } from '../sli/sliCounters';

/**
 * The service, its data source and its SLOs as OpenSLO v1. An object that breaks a rule of OpenSLO is left out.
 *
 * @public
 */
export const opensloGenerator: Generator = {
  id: 'openslo',
  generate(spec, { environment, slos }) {
    const checked = toOpenSlo(spec, { environment, slos, queriesOf }).map(
      object => ({ object, problems: problemsOf(object) }),
    );
    const valid = checked.filter(({ problems }) => problems.length === 0);
    const diagnostics = checked.flatMap(({ problems }) => problems);
    if (slos.length === 0) {
      return { assets: [], diagnostics };
    }
    const asset = createAsset({
      id: 'openslo',
      kind: 'openslo',
      title: 'OpenSLO',
      path: 'openslo.yaml',
      mediaType: 'application/yaml',
      content: printOpenSlo(valid.map(({ object }) => object)),
    });
    return { assets: [asset], diagnostics };
  },
};

function queriesOf(sli: Sli): CounterQueries {
  const { total, events, part, groupBy } = countersOf(sli);
  const grouping = groupBy.length > 0 ? by(groupBy) : undefined;
  const sum = (counter: SliCounter) =>
    print(aggregate('sum', counterSelector(counter), grouping));
  return { [part]: sum(events), total: sum(total) };
}

function problemsOf(object: OpenSloObject): readonly Diagnostic[] {
  const { kind, metadata } = object;
  return validateOpenSlo(object).map(({ path, code }) => ({
    severity: 'error',
    code: `openslo-${code}`,
    path: `openslo.${kind}[${JSON.stringify(metadata.name)}].${path}`,
    summary: `OpenSLO cannot express the ${kind} ${metadata.name}: ${path} is ${code}.`,
    detail: 'The object is left out of the OpenSLO file.',
  }));
}
