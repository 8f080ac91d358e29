import { Content, Header, Page } from '@backstage/core-components';
import { Portfolio } from './Portfolio';

/** The page with its frame, for apps whose pages bring their own. */
export function PortfolioPage() {
  return (
    <Page themeId="home">
      <Header title="Reliability" />
      <Content>
        <Portfolio />
      </Content>
    </Page>
  );
}
