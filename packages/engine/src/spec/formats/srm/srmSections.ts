import { Diagnostic } from '@nthlayer/backstage-plugin-nthlayer-common';
import { z } from 'zod';
import { Cursor } from '../../specFile/cursor';
import { FieldRule, readField } from '../../specFile/readFields';
import { ratioToPercent } from '../../specFile/units';
import { noteFields, withoutEffect } from '../notes';
import { firstOf, ToldSections, toldRunbook, toldSection } from '../sections';
import { wrongType } from '../../specFile/wrongType';
import { copied, isGiven, Told, told } from '../told';
import {
  budgetGateFields,
  budgetPolicyFields,
  budgetThresholdFields,
  gatesFields,
  ownershipFields,
  pagerDutyFields,
} from './srmFields';

/** What `spec.ownership` says of paging and help. */
export function ownershipSections(at: Cursor): ToldSections {
  const pager = at.child('pagerduty');
  const policy = firstOf([
    pager.child('escalation_policy_id'),
    at.child('escalation'),
  ]);
  const paging = toldSection({
    service: copied(pager.child('service_id')),
    escalationPolicy: policy.at && copied(policy.at),
  });
  const { runbook, diagnostics } = toldRunbook(at.child('runbook'), [
    at.child('slack'),
    at.child('email'),
  ]);
  return {
    sections: { ...(paging && { paging }), ...(runbook && { runbook }) },
    diagnostics: [
      ...noteFields(at, ownershipFields),
      ...noteFields(pager, pagerDutyFields),
      ...policy.diagnostics,
      ...diagnostics,
    ],
  };
}

/** What `spec.deployment.gates` says of budgets; its shares are ratios. */
export function gateSection(at: Cursor): ToldSections {
  const budget = at.child('error_budget');
  const policy = budget.child('policy');
  const thresholds = policy.child('thresholds');
  const enabled = budget.child('enabled');
  const off = enabled.value === false;
  const warning = share(thresholds.child('warning'));
  const lowest = firstOf([
    budget.child('threshold'),
    thresholds.child('critical'),
  ]);
  const blocking = lowest.at ? share(lowest.at) : { diagnostics: [] };
  const gate = toldSection({
    warnBelow: warning.percent,
    blockBelow: blocking.percent,
  });
  return {
    sections: gate && !off ? { gate } : {},
    diagnostics: [
      ...noteFields(at, gatesFields),
      ...noteFields(budget, budgetGateFields),
      ...noteFields(policy, budgetPolicyFields),
      ...noteFields(thresholds, budgetThresholdFields),
      ...(off ? [switchedOff(budget)] : []),
      ...(isGiven(enabled) && typeof enabled.value !== 'boolean'
        ? [wrongType(enabled, 'true or false')]
        : []),
      ...warning.diagnostics,
      ...lowest.diagnostics,
      ...blocking.diagnostics,
    ],
  };
}

const ratio: FieldRule<number> = {
  schema: z.number().min(0).max(1),
  code: 'invalid-share',
  expected: 'a ratio from 0 to 1',
};

function share(at: Cursor): {
  readonly percent?: Told;
  readonly diagnostics: readonly Diagnostic[];
} {
  if (!copied(at)) {
    return { diagnostics: [] };
  }
  const { found, diagnostics } = readField(at, ratio);
  return {
    ...(found && { percent: told(ratioToPercent(found.value), at) }),
    diagnostics,
  };
}

function switchedOff(budget: Cursor): Diagnostic {
  return withoutEffect(
    budget.child('enabled'),
    'A spec can move the thresholds of its gate, not take it away. Those that are here are left out.',
  );
}
