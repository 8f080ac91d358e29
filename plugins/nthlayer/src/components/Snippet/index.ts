export { Code } from './Code';
export { CopyButton } from './CopyButton';
