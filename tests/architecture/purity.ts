import ts from 'typescript';
import { lineOf, parse, walk } from './imports';
import { isBuiltin } from './moduleNames';
import { place, Violation } from './violation';
import { WorkspacePackage } from './workspace';

const purePackages = ['packages/engine'];
const pureBuiltins = ['node:crypto', 'crypto'];
const impureGlobals = new Set([
  'fetch',
  'process',
  'performance',
  'setTimeout',
  'setInterval',
  'setImmediate',
  'XMLHttpRequest',
  'WebSocket',
  'globalThis',
]);
const impureMembers = new Set([
  'Date.now',
  'Math.random',
  'crypto.randomUUID',
  'crypto.randomBytes',
  'crypto.getRandomValues',
]);
const impureNames = new Set(['randomUUID', 'randomBytes', 'randomInt']);

function isReference(node: ts.Identifier): boolean {
  const { parent } = node;
  const isMember =
    (ts.isPropertyAccessExpression(parent) && parent.name === node) ||
    (ts.isPropertyAssignment(parent) && parent.name === node) ||
    (ts.isQualifiedName(parent) && parent.right === node);
  return !isMember && !ts.isTypeElement(parent) && !ts.isTypeNode(parent);
}

function impurity(node: ts.Node): string | undefined {
  if (ts.isIdentifier(node) && impureGlobals.has(node.text)) {
    return isReference(node) ? node.text : undefined;
  }
  if (ts.isPropertyAccessExpression(node)) {
    const text = node.getText().replace(/\s/g, '');
    return impureMembers.has(text) ? text : undefined;
  }
  const isDate =
    (ts.isNewExpression(node) || ts.isCallExpression(node)) &&
    node.expression.getText() === 'Date';
  if (isDate && (ts.isCallExpression(node) || !node.arguments?.length)) {
    return 'the current date';
  }
  return undefined;
}

function impureImports(names: readonly string[], specifier: string): string[] {
  if (!isBuiltin(specifier)) {
    return [];
  }
  return pureBuiltins.includes(specifier)
    ? names.filter(name => impureNames.has(name))
    : [specifier];
}

/** The engine asks nobody: no network, file system, clock, randomness or environment. */
export function purity(packages: readonly WorkspacePackage[]): Violation[] {
  const violations: Violation[] = [];
  for (const owner of packages) {
    const files = purePackages.includes(owner.folder) ? owner.files : [];
    for (const file of files.filter(({ test }) => !test)) {
      const report = (detail: string, line: number) =>
        violations.push({
          rule: 'purity',
          where: place(owner, file, line),
          detail: `uses ${detail}`,
        });
      file.imports.forEach(({ names, specifier, line }) =>
        impureImports(names, specifier).forEach(name => report(name, line)),
      );
      const source = parse(file.path, file.text);
      walk(source, node => {
        const found = impurity(node);
        if (found) {
          report(found, lineOf(source, node));
        }
      });
    }
  }
  return violations;
}
