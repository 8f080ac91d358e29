import type { ReadyServiceDto } from '@nthlayer/backstage-plugin-nthlayer-common';
import {
  TabParameters,
  useService,
  useServiceTarget,
  useTabParameters,
} from '../../hooks';
import { serviceView, View } from '../../views';
import { States } from '../States';
import { ReliabilityPage } from './ReliabilityPage';
import { ReliabilitySkeleton } from './ReliabilitySkeleton';

/** The Reliability tab of an entity. */
export function ReliabilityContent() {
  const chosen = useTabParameters();
  const target = useServiceTarget(chosen.environment);
  const polled = useService(target);
  const view = serviceView(polled);
  return (
    <States view={withWayOut(view, chosen)} skeleton={<ReliabilitySkeleton />}>
      {service => (
        <ReliabilityPage
          target={target}
          service={service}
          chosen={chosen}
          onChanged={polled.retry}
        />
      )}
    </States>
  );
}

/** An address that somebody shared may name an environment that is no longer there. */
function withWayOut(
  view: View<ReadyServiceDto>,
  { environment, choose }: TabParameters,
): View<ReadyServiceDto> {
  if (view.state !== 'error' || environment === undefined) {
    return view;
  }
  const act = () => choose('environment', undefined);
  return { ...view, wayOut: { label: 'Show the default environment', act } };
}
