export { HintChip } from './HintChip';
export { type Tone, toneColour } from './toneColour';
