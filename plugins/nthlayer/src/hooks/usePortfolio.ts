import { useApi } from '@backstage/core-plugin-api';
import type {
  NthlayerApi,
  PortfolioFilterOptions,
  PortfolioItemDto,
} from '@nthlayer/backstage-plugin-nthlayer-common';
import { useState } from 'react';
import { nthlayerApiRef } from '../api';
import { Polled, usePolled } from './usePolled';
import { useStatusSignal } from './useStatusSignal';

const REFRESH_MS = 30_000;

/** The pages that were asked for, as one list. */
export interface PortfolioList {
  readonly items: readonly PortfolioItemDto[];
  readonly pages: number;
  readonly hasMore: boolean;
}

/** Services in order of trouble, refreshed; the list grows by a page at a time. */
export function usePortfolio(filter: PortfolioFilterOptions): {
  readonly list: Polled<PortfolioList>;
  readonly loadingMore: boolean;
  readonly loadMore: () => void;
} {
  const api = useApi(nthlayerApiRef);
  const key = JSON.stringify(filter);
  const [asked, setAsked] = useState({ key, pages: 1 });
  const pages = asked.key === key ? asked.pages : 1;
  const signal = useStatusSignal();
  const list = usePolled({
    key,
    load: () => loadPages(api, filter, pages),
    refreshOn: (signal ?? 0) + pages,
    intervalMs: () => REFRESH_MS,
  });
  const waiting = list.value !== undefined && list.value.pages < pages;
  return {
    list,
    loadingMore: waiting && !list.error,
    loadMore: waiting ? list.retry : () => setAsked({ key, pages: pages + 1 }),
  };
}

/** Every page is read anew, since what changes its place would be missing or twice otherwise. */
async function loadPages(
  api: NthlayerApi,
  filter: PortfolioFilterOptions,
  pages: number,
): Promise<PortfolioList> {
  const items: PortfolioItemDto[] = [];
  let cursor: string | undefined;
  for (let page = 0; page < pages; page++) {
    const answer = await api.listPortfolio({ ...filter, cursor });
    items.push(...answer.items);
    cursor = answer.nextCursor;
    if (cursor === undefined) {
      break;
    }
  }
  return { items, pages, hasMore: cursor !== undefined };
}
