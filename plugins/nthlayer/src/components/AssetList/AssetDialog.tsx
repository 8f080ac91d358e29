import Button from '@mui/material/Button';
import Dialog from '@mui/material/Dialog';
import DialogActions from '@mui/material/DialogActions';
import DialogContent from '@mui/material/DialogContent';
import DialogTitle from '@mui/material/DialogTitle';
import Skeleton from '@mui/material/Skeleton';
import Typography from '@mui/material/Typography';
import type {
  AssetDto,
  AssetSummaryDto,
  ServiceTarget,
} from '@nthlayer/backstage-plugin-nthlayer-common';
import { useId } from 'react';
import { useAsset } from '../../hooks';
import { listView } from '../../views';
import { Code, CopyButton } from '../Snippet';
import { States } from '../States';
import { downloadText } from './downloadText';

/** One generated file, as text, to copy or download. */
export function AssetDialog(props: {
  readonly target: ServiceTarget;
  readonly asset: AssetSummaryDto;
  readonly onClose: () => void;
}) {
  const { target, asset, onClose } = props;
  const titleId = useId();
  const polled = useAsset(target, asset);
  const view = listView(polled, {
    when: ({ content }) => content === '',
    title: 'This file is empty',
    hint: asset.path,
  });
  return (
    <Dialog
      open
      onClose={onClose}
      maxWidth="lg"
      fullWidth
      aria-labelledby={titleId}
    >
      <DialogTitle id={titleId} sx={{ pb: 1 }}>
        {asset.title}
        <Typography
          variant="body2"
          component="div"
          color="text.secondary"
          sx={{ overflowWrap: 'anywhere' }}
        >
          <code>{asset.path}</code>
        </Typography>
      </DialogTitle>
      <DialogContent dividers sx={{ maxHeight: '70vh' }}>
        <States view={view} skeleton={<Skeleton height={240} />}>
          {({ content, mediaType }) => (
            <Code text={content} language={languageOf(mediaType)} />
          )}
        </States>
      </DialogContent>
      <DialogActions sx={{ px: 3, py: 2, gap: 1 }}>
        {polled.value && <Actions asset={polled.value} />}
        <Button onClick={onClose}>Close</Button>
      </DialogActions>
    </Dialog>
  );
}

function Actions({ asset }: { readonly asset: AssetDto }) {
  return (
    <>
      <CopyButton text={asset.content} label="Copy" />
      <Button
        variant="outlined"
        size="small"
        onClick={() => downloadText(asset)}
      >
        Download
      </Button>
    </>
  );
}

function languageOf(mediaType: string): string {
  return mediaType.includes('json') ? 'json' : 'yaml';
}
