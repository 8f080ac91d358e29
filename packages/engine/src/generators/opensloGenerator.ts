import { Diagnostic, Slo } from '@nthlayer/backstage-plugin-nthlayer-common';
import { createAsset } from '../hash';
import { OpenSloObject, printOpenSlo, validateOpenSlo } from '../openslo';
import { toOpenSlo, whyInexpressible } from '../openslo/toOpenSlo';
import { Generator } from '../ports';

/**
 * The service, its data source and its SLOs as OpenSLO v1. An object that breaks a rule of OpenSLO is left out.
 *
 * @public
 */
export const opensloGenerator: Generator = {
  id: 'openslo',
  generate(spec, { environment, slos }) {
    const left = slos.flatMap(slo => {
      const reason = whyInexpressible(slo, { slos });
      return reason === undefined ? [] : [notExpressible(slo, reason)];
    });
    const checked = toOpenSlo(spec, { environment, slos }).map(object => ({
      object,
      problems: problemsOf(object),
    }));
    const valid = checked.filter(({ problems }) => problems.length === 0);
    const diagnostics = [
      ...checked.flatMap(({ problems }) => problems),
      ...left,
    ];
    if (left.length === slos.length) {
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

function notExpressible({ name }: Slo, reason: string): Diagnostic {
  return {
    severity: 'info',
    code: 'openslo-not-expressible',
    path: `slos.${name}.sli`,
    summary: `${name} is not in the OpenSLO file, which cannot express it.`,
    detail: `${reason} The rest of its stack is built.`,
  };
}

function problemsOf(object: OpenSloObject): readonly Diagnostic[] {
  const { kind, metadata } = object;
  return validateOpenSlo(object).map(({ path, code, summary }) => ({
    severity: 'error',
    code: code.startsWith('openslo-') ? code : `openslo-${code}`,
    path: `openslo.${kind}[${JSON.stringify(metadata.name)}].${path}`,
    summary: `OpenSLO cannot express the ${kind} ${metadata.name}: ${summary}`,
    detail: 'The object is left out of the OpenSLO file.',
  }));
}
