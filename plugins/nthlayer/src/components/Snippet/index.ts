export { Code } from './Code';
export { CopyButton } from './CopyButton';
export { SnippetBox } from './SnippetBox';
