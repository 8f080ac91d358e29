import ts from 'typescript';
import { place, Violation } from './violation';
import { WorkspacePackage } from './workspace';

/** Names that a module exports and that exist at run time. */
export function valueExports(entry: string): ReadonlySet<string> {
  const program = ts.createProgram([entry], {
    moduleResolution: ts.ModuleResolutionKind.Bundler,
    module: ts.ModuleKind.ESNext,
    target: ts.ScriptTarget.ESNext,
    skipLibCheck: true,
    noLib: true,
  });
  const checker = program.getTypeChecker();
  const source = program.getSourceFile(entry);
  const symbol = source && checker.getSymbolAtLocation(source);
  if (!symbol) {
    throw new Error(`${entry} exports nothing`);
  }
  return new Set(
    checker
      .getExportsOfModule(symbol)
      .map(exported =>
        exported.flags & ts.SymbolFlags.Alias
          ? checker.getAliasedSymbol(exported)
          : exported,
      )
      .filter(({ flags }) => flags & ts.SymbolFlags.Value)
      .map(({ name }) => name),
  );
}

/** The simulator shares no arithmetic: of the common package it takes types alone. */
export function simulatorTakesTypesOnly(
  packages: readonly WorkspacePackage[],
  commonName: string,
  commonValues: ReadonlySet<string>,
): Violation[] {
  const simulator = packages.find(
    ({ folder }) => folder === 'packages/simulator',
  );
  return (simulator?.files ?? [])
    .filter(({ test }) => !test)
    .flatMap(file =>
      file.imports
        .filter(
          ({ specifier, typeOnly, namedOnly, names }) =>
            specifier === commonName &&
            !typeOnly &&
            (!namedOnly || names.some(name => commonValues.has(name))),
        )
        .map(({ line, names }) => ({
          rule: 'types-only',
          where: place(simulator!, file, line),
          detail: `takes values from ${commonName}: ${names.join(', ')}`,
        })),
    );
}
