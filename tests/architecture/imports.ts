import ts from 'typescript';

export interface ImportStatement {
  readonly specifier: string;
  /** Counted from 1. */
  readonly line: number;
  /** `import type`, `export type … from` and types written as `import('…')`. */
  readonly typeOnly: boolean;
  /** What is imported by name; empty for a default, a namespace or a bare import. */
  readonly names: readonly string[];
  /** Whether the names are the whole of it. */
  readonly namedOnly: boolean;
}

type Found = Omit<ImportStatement, 'line'>;

function ofImport(node: ts.ImportDeclaration, specifier: string): Found {
  const clause = node.importClause;
  const bindings = clause?.namedBindings;
  const elements =
    bindings && ts.isNamedImports(bindings) ? [...bindings.elements] : [];
  return {
    specifier,
    typeOnly: Boolean(clause?.isTypeOnly),
    names: elements
      .filter(element => !element.isTypeOnly)
      .map(element => (element.propertyName ?? element.name).text),
    namedOnly: elements.length > 0 && !clause?.name,
  };
}

function ofExport(node: ts.ExportDeclaration, specifier: string): Found {
  const clause = node.exportClause;
  const elements =
    clause && ts.isNamedExports(clause) ? [...clause.elements] : [];
  return {
    specifier,
    typeOnly: node.isTypeOnly,
    names: elements
      .filter(element => !element.isTypeOnly)
      .map(element => (element.propertyName ?? element.name).text),
    namedOnly: elements.length > 0,
  };
}

const whole = (specifier: string, typeOnly: boolean): Found => ({
  specifier,
  typeOnly,
  names: [],
  namedOnly: false,
});

function ofCall(node: ts.CallExpression): Found | undefined {
  const [argument] = node.arguments;
  const loads =
    node.expression.kind === ts.SyntaxKind.ImportKeyword ||
    (ts.isIdentifier(node.expression) && node.expression.text === 'require') ||
    (ts.isPropertyAccessExpression(node.expression) &&
      node.expression.getText().startsWith('require.'));
  return loads && argument && ts.isStringLiteralLike(argument)
    ? whole(argument.text, false)
    : undefined;
}

function ofNode(node: ts.Node): Found | undefined {
  if (
    ts.isImportDeclaration(node) &&
    ts.isStringLiteral(node.moduleSpecifier)
  ) {
    return ofImport(node, node.moduleSpecifier.text);
  }
  if (
    ts.isExportDeclaration(node) &&
    node.moduleSpecifier &&
    ts.isStringLiteral(node.moduleSpecifier)
  ) {
    return ofExport(node, node.moduleSpecifier.text);
  }
  if (
    ts.isImportEqualsDeclaration(node) &&
    ts.isExternalModuleReference(node.moduleReference) &&
    ts.isStringLiteral(node.moduleReference.expression)
  ) {
    return whole(node.moduleReference.expression.text, node.isTypeOnly);
  }
  if (
    ts.isImportTypeNode(node) &&
    ts.isLiteralTypeNode(node.argument) &&
    ts.isStringLiteral(node.argument.literal)
  ) {
    return whole(node.argument.literal.text, true);
  }
  return ts.isCallExpression(node) ? ofCall(node) : undefined;
}

/** Parses a source text; used by every rule, so that all see the same tree. */
export function parse(path: string, text: string): ts.SourceFile {
  return ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true);
}

/** Calls `visit` for a node and all below it. */
export function walk(node: ts.Node, visit: (node: ts.Node) => void): void {
  visit(node);
  node.forEachChild(child => walk(child, visit));
}

/** Counted from 1. */
export function lineOf(source: ts.SourceFile, node: ts.Node): number {
  return source.getLineAndCharacterOfPosition(node.getStart(source)).line + 1;
}

/** Every way in which a file names another module. */
export function findImports(path: string, text: string): ImportStatement[] {
  const source = parse(path, text);
  const found: ImportStatement[] = [];
  walk(source, node => {
    const statement = ofNode(node);
    if (statement) {
      found.push({ ...statement, line: lineOf(source, node) });
    }
  });
  return found;
}
