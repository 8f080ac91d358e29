import { builtinModules } from 'node:module';

/** `@scope/name/deep` → `@scope/name`, `name/deep` → `name`. */
export function packageOf(specifier: string): string {
  const parts = specifier.split('/');
  return specifier.startsWith('@') ? parts.slice(0, 2).join('/') : parts[0];
}

export function isRelative(specifier: string): boolean {
  return specifier.startsWith('.');
}

export function isBuiltin(specifier: string): boolean {
  return (
    specifier.startsWith('node:') ||
    builtinModules.includes(packageOf(specifier))
  );
}
