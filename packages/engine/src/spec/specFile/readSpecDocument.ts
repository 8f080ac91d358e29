import {
  Diagnostic,
  ServiceType,
  SPEC_API_VERSION,
  SPEC_KIND,
  Tier,
} from '@nthlayer/backstage-plugin-nthlayer-common';
import { SourceDocument } from '../documents';
import { parseServiceType } from '../serviceTypes';
import { parseTier } from '../tiers';
import { Cursor, cursorOf, findingAt, placeOfMissing } from './cursor';
import { readDependencies } from './readDependencies';
import { readAlerts } from './readAlerts';
import { readEnvironmentEntries } from './readEnvironmentEntries';
import { readExclusions } from './readExclusions';
import { Found, readFields } from './readFields';
import { readLabels } from './readLabels';
import { readPresets } from './readPresets';
import { readSections } from './readSections';
import { SpecFields } from './specFields';
import { documentRules, metadataRules, specRules } from './specRules';

/** Reads a document of our own format, field by field. */
export function readSpecDocument(document: SourceDocument): {
  readonly fields: SpecFields;
  readonly diagnostics: readonly Diagnostic[];
} {
  const at = cursorOf(document);
  const top = readFields(at, documentRules, { placeOf });
  const metadata = readFields(at.child('metadata'), metadataRules, { placeOf });
  const spec = readFields(at.child('spec'), specRules, { placeOf });
  const { tier, type, owner, service, dataSource } = spec.fields;
  const labels = readLabels(spec.fields.labels?.at);
  const alerts = readAlerts(spec.fields.alerts?.at);
  const environments = readEnvironmentEntries(spec.fields.environments);
  const presets = readPresets(spec.fields.slos);
  const dependencies = readDependencies(spec.fields.dependencies);
  const exclusions = readExclusions(spec.fields.exclusions);
  const sections = readSections({
    paging: spec.fields.paging?.at,
    gate: spec.fields.gate?.at,
    runbook: spec.fields.runbook?.at,
  });
  return {
    fields: {
      path: document.file,
      at,
      ...(tier && { tier: changed(tier, parseTier(tier.value) as Tier) }),
      ...(type && {
        type: changed(
          type,
          parseServiceType(type.value) as ServiceType | 'library',
        ),
      }),
      ...(owner && { owner }),
      ...(service && { service: service.at }),
      ...(dataSource && { dataSource: dataSource.at }),
      ...(environments.found && { environments: environments.found }),
      ...(document.runsElsewhere && { runsElsewhere: true }),
      alerts: alerts.alerts,
      labels: labels.labels,
      ...(presets.found && { presets: presets.found }),
      dependencies: dependencies.entries,
      exclusions: exclusions.entries,
      ...sections.sections,
      openSlo: [],
      others: [],
    },
    diagnostics: [
      { diagnostics: [...checkEnvelope(at), ...checkName(at)] },
      top,
      metadata,
      spec,
      labels,
      alerts,
      environments,
      presets,
      dependencies,
      exclusions,
      sections,
    ].flatMap(part => part.diagnostics),
  };
}

/** Where a field is known that was written at another place. */
function placeOf(name: string): string | undefined {
  if (Object.hasOwn(specRules, name)) {
    return 'under spec';
  }
  return Object.hasOwn(metadataRules, name) ? 'under metadata' : undefined;
}

function changed<T>({ at }: Found<unknown>, value: T): Found<T> {
  return { value, at };
}

function checkEnvelope(at: Cursor): readonly Diagnostic[] {
  return Object.entries({ apiVersion: SPEC_API_VERSION, kind: SPEC_KIND })
    .filter(([field]) => at.child(field).value === undefined)
    .map(([field, value]) =>
      findingAt(placeOfMissing(at, field), {
        severity: 'error',
        code: 'missing-field',
        summary: `The spec has no ${field}.`,
        detail: `It is read. Add ${field}: ${value}.`,
      }),
    );
}

function checkName(at: Cursor): readonly Diagnostic[] {
  const metadata = at.child('metadata');
  return metadata.child('name').value === undefined
    ? [
        findingAt(metadata.place(), {
          severity: 'error',
          code: 'missing-field',
          summary: 'The spec has no name.',
          detail: 'Add metadata.name with the name of its entity.',
        }),
      ]
    : [];
}
