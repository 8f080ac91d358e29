import type { ReadyServiceDto } from '@nthlayer/backstage-plugin-nthlayer-common';

/** Findings of each severity. */
export const findings: ReadyServiceDto['diagnostics'] = [
  {
    severity: 'error',
    code: 'invalid-service-label',
    path: 'metadata.annotations["nthlayer.dev/service"]',
    summary: 'The service label x"} or vector(1) or up{a=" is not allowed.',
    detail:
      'It must start with a letter or digit and hold only letters, digits and . _ : / - after that.',
  },
  {
    severity: 'info',
    code: 'owner-missing',
    path: 'spec.owner',
    summary: 'The component has no owner.',
  },
  {
    severity: 'warning',
    code: 'unknown-tier',
    path: 'spec.tier',
    summary: 'There is no tier "critcal"; did you mean "critical"?',
    detail: 'The tier standard is used until this is mended.',
    position: { file: 'nthlayer.yaml', line: 4, column: 9 },
  },
];
