import Accordion from '@mui/material/Accordion';
import AccordionDetails from '@mui/material/AccordionDetails';
import AccordionSummary from '@mui/material/AccordionSummary';
import Typography from '@mui/material/Typography';
import { createSvgIcon } from '@mui/material/utils';
import type { ReactNode } from 'react';

const Chevron = createSvgIcon(<path d="M6 9l6 6 6-6z" />, 'Chevron');

/** Something to unfold. */
export function Disclosure(props: {
  readonly title: string;
  readonly children: ReactNode;
}) {
  return (
    <Accordion
      variant="outlined"
      disableGutters
      TransitionProps={{ unmountOnExit: true }}
    >
      <AccordionSummary expandIcon={<Chevron />} sx={{ px: 2.5 }}>
        <Typography variant="h6" component="h2" sx={{ m: 0 }}>
          {props.title}
        </Typography>
      </AccordionSummary>
      <AccordionDetails>{props.children}</AccordionDetails>
    </Accordion>
  );
}
