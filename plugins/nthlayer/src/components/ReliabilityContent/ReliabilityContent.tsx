import { useState } from 'react';
import { useService, useServiceTarget } from '../../hooks';
import { serviceView } from '../../views';
import { States } from '../States';
import { ReliabilityPage } from './ReliabilityPage';
import { ReliabilitySkeleton } from './ReliabilitySkeleton';

/** The Reliability tab of an entity. */
export function ReliabilityContent() {
  const [environment, setEnvironment] = useState<string>();
  const target = useServiceTarget(environment);
  const view = serviceView(useService(target));
  return (
    <States view={view} skeleton={<ReliabilitySkeleton />}>
      {service => (
        <ReliabilityPage
          target={target}
          service={service}
          onEnvironment={setEnvironment}
        />
      )}
    </States>
  );
}
