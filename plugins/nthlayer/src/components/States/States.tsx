import type { ReactNode } from 'react';
import type { View } from '../../views';
import { EmptyState } from './EmptyState';
import { ErrorState } from './ErrorState';
import { NothingSetUpState } from './NothingSetUpState';
import { NotSetUpState } from './NotSetUpState';
import { StaleBanner } from './StaleBanner';

/** The one wrapper of every part that loads something: it shows one of five states, or the part itself. */
export function States<T>(props: {
  readonly view: View<T>;
  readonly skeleton: ReactNode;
  readonly children: (value: T) => ReactNode;
}) {
  const { view, skeleton, children } = props;
  switch (view.state) {
    case 'loading':
      return (
        <div role="status" aria-busy="true" aria-label="Loading">
          {skeleton}
        </div>
      );
    case 'empty':
      return <EmptyState title={view.title} hint={view.hint} />;
    case 'not-set-up':
      return <NotSetUpState service={view.service} />;
    case 'nothing-set-up':
      return <NothingSetUpState />;
    case 'error':
      return <ErrorState {...view} />;
    default:
      return (
        <>
          <StaleBanner reasons={view.stale} />
          {children(view.value)}
        </>
      );
  }
}
