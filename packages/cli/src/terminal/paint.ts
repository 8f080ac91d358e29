import { styleText } from 'node:util';
import { Terminal, TextStream } from './Terminal';

type Style = 'bold' | 'dim' | 'red' | 'yellow' | 'green' | 'cyan';

/** Colours a text, or leaves it as it is. */
export type Paint = (style: Style, text: string) => string;

/** Colours only for a person: not into files and pipes, nor where NO_COLOR is set. */
export function paintFor(
  stream: TextStream,
  { env }: Pick<Terminal, 'env'>,
): Paint {
  const wanted = Boolean(stream.isTTY) && !env.NO_COLOR && env.TERM !== 'dumb';
  return (style, text) =>
    wanted ? styleText(style, text, { validateStream: false }) : text;
}
