import {
  Diagnostic,
  ServiceType,
  SPEC_KIND,
  Tier,
} from '@nthlayer/backstage-plugin-nthlayer-common';
import { SourceDocument } from '../documents';
import { parseServiceType } from '../serviceTypes';
import { parseTier } from '../tiers';
import { Cursor, cursorOf, findingAt } from './cursor';
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
  const top = readFields(at, documentRules);
  const metadata = readFields(at.child('metadata'), metadataRules);
  const spec = readFields(at.child('spec'), specRules);
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
      { diagnostics: [...checkKind(at), ...checkName(at)] },
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

function changed<T>({ at }: Found<unknown>, value: T): Found<T> {
  return { value, at };
}

function checkKind(at: Cursor): readonly Diagnostic[] {
  const { path } = at.child('kind').place();
  return at.child('kind').value === undefined
    ? [
        findingAt(
          { ...at.place(), path },
          {
            severity: 'error',
            code: 'missing-field',
            summary: 'The spec has no kind.',
            detail: `It is read. Add kind: ${SPEC_KIND}.`,
          },
        ),
      ]
    : [];
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
