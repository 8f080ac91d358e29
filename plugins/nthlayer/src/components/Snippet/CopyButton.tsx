import Button from '@mui/material/Button';
import { useEffect, useState } from 'react';

type Outcome = 'copied' | 'failed';

const LABELS = { copied: 'Copied', failed: 'Copy failed' } as const;
const SHOWN_MS = 2_000;

/** Copies a text and says whether that worked: clipboards need a secure page. */
export function CopyButton(props: {
  readonly text: string;
  readonly label: string;
}) {
  const [outcome, setOutcome] = useState<Outcome>();

  useEffect(() => {
    const timer = setTimeout(() => setOutcome(undefined), SHOWN_MS);
    return () => clearTimeout(timer);
  }, [outcome]);

  async function copy() {
    try {
      await navigator.clipboard.writeText(props.text);
      setOutcome('copied');
    } catch {
      setOutcome('failed');
    }
  }

  return (
    <Button variant="outlined" size="small" onClick={copy} aria-live="polite">
      {outcome ? LABELS[outcome] : props.label}
    </Button>
  );
}
