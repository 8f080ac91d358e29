import { HintChip } from '../Tone';

/** Says that figures are invented; in a row of a table in one word. */
export function SimulatedMark(props: { readonly inRow?: boolean }) {
  return (
    <HintChip
      label={props.inRow ? 'Simulated' : 'Simulated data'}
      hint="These figures come from the simulator of the demo, not from a running service."
      tone="warning"
      outlined={props.inRow}
    />
  );
}
