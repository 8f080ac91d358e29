export { checkRegex, compilePattern, regexBacktracks } from './pattern';
export type { RegexFinding } from './pattern';
export { alternation, escapeRegex } from './escapeRegex';
