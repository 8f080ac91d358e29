import type { NotSetUpServiceDto } from '@nthlayer/backstage-plugin-nthlayer-common';

type Reason = Exclude<NotSetUpServiceDto['reason'], 'pending'>;

interface NotSetUpText {
  readonly title: string;
  readonly text: string;
}

/** What is missing, and what adding it gives. */
export const NOT_SET_UP_TEXT: Readonly<Record<Reason, NotSetUpText>> = {
  'no-annotation': {
    title: 'Reliability is not set up for this component',
    text: 'Add one annotation to its catalog file. SLOs, error budgets, alert rules and a dashboard follow from its type and tier.',
  },
  disabled: {
    title: 'Reliability is switched off for this component',
    text: 'An annotation in its catalog file switches it off. Change it as below to switch it on again.',
  },
  'unsupported-type': {
    title: 'Components of this type have nothing to measure',
    text: 'A library, for example, serves no requests of its own. If this component does, say what kind of service it is.',
  },
  'no-data-source': {
    title: 'No data source is configured',
    text: 'The error budgets need metrics. Whoever runs this portal names a Prometheus server in app-config.yaml:',
  },
  failed: {
    title: 'The reliability stack could not be built',
    text: 'The findings below name what to mend. Nothing is measured until then.',
  },
};
