import { formatDuration } from '../../format';
import { HintChip } from '../Tone';

/** Says that exclusions touch figures; nothing where none does. */
export function ExcludedMark(props: {
  readonly excludedMs: number | undefined;
}) {
  const { excludedMs = 0 } = props;
  return excludedMs > 0 ? (
    <HintChip
      label="Exclusions"
      hint={`Up to ${formatDuration(
        excludedMs,
      )} of the window is excluded, e.g. for maintenance, and spends no budget.`}
      tone="info"
      outlined
    />
  ) : null;
}
