import { alertShapes } from './alertShapes';
import { kubernetesShapes } from './kubernetesShapes';
import { nodeShapes } from './nodeShapes';
import { pyrraShapes } from './pyrraShapes';
import { slothShapes } from './slothShapes';

/** Expressions as the tools and collections write them that people have, each valid in Prometheus 2.42. */
export const corpus: readonly (readonly [source: string, text: string])[] =
  Object.entries({
    sloth: slothShapes,
    pyrra: pyrraShapes,
    kubernetes: kubernetesShapes,
    node: nodeShapes,
    alerts: alertShapes,
  }).flatMap(([source, texts]) => texts.map(text => [source, text] as const));
