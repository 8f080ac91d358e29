import { InputError } from '@backstage/errors';
import { NextFunction, Request, Response } from 'express';

/** Nothing is named with a NUL character, and PostgreSQL answers nothing that is asked with one. Throws `InputError`. */
export function refuseNul(
  { path, query }: Request,
  _response: Response,
  next: NextFunction,
): void {
  if (path.includes('%00')) {
    throw new InputError('The path has a NUL character in it');
  }
  for (const [name, value] of Object.entries(query)) {
    const texts = [value].flat();
    if (texts.some(text => typeof text === 'string' && text.includes('\0'))) {
      throw new InputError(`The query's ${name} has a NUL character in it`);
    }
  }
  next();
}
