import { usePermission } from '@backstage/plugin-permission-react';
import { nthlayerSloBackfillPermission } from '@nthlayer/backstage-plugin-nthlayer-common';
import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { readyService } from '../../__testUtils__';
import { showTab } from '../../__testUtils__/showTab';

jest.setTimeout(60_000);

// what is allowed is remembered from one test to the next
jest.mock('@backstage/plugin-permission-react', () => ({
  ...jest.requireActual('@backstage/plugin-permission-react'),
  usePermission: jest.fn(),
}));

const mayRetry = jest.mocked(usePermission);
beforeEach(() => mayRetry.mockReturnValue({ loading: false, allowed: true }));

const unreadable = readyService({
  diagnostics: [
    {
      severity: 'warning',
      code: 'history-unreadable',
      path: 'slos.availability',
      summary: 'What "availability" counted could not be read.',
    },
  ],
});
const name = { name: 'Read history again' };

describe('HistoryRetry', () => {
  it('has history read again, and shows the service as it is then', async () => {
    const user = userEvent.setup();
    let asked = 0;
    await showTab({
      service: () => (asked > 0 ? readyService() : unreadable),
      retryBackfill: async () => {
        asked += 1;
        return { slos: ['availability'] };
      },
    });
    await screen.findByText('history-unreadable');
    await user.click(await screen.findByRole('button', name));
    expect(await screen.findByText('This service has no SLO')).toBeVisible();
    expect(screen.queryByText('history-unreadable')).not.toBeInTheDocument();
    expect(screen.queryByRole('button', name)).not.toBeInTheDocument();
    expect(asked).toBe(1);
  });

  it('says why it could not be asked for, and lets try again', async () => {
    const user = userEvent.setup();
    await showTab({
      service: () => unreadable,
      retryBackfill: async () => {
        throw new Error('database is locked');
      },
    });
    await user.click(await screen.findByRole('button', name));
    expect(await screen.findByRole('alert')).toHaveTextContent(
      'History could not be asked for: database is locked',
    );
    expect(screen.getByRole('button', name)).toBeEnabled();
  });

  it('is not there for those who may not', async () => {
    mayRetry.mockReturnValue({ loading: false, allowed: false });
    await showTab({ service: () => unreadable });
    expect(await screen.findByText('history-unreadable')).toBeVisible();
    expect(screen.queryByRole('button', name)).not.toBeInTheDocument();
    expect(mayRetry).toHaveBeenCalledWith({
      permission: nthlayerSloBackfillPermission,
      resourceRef: 'component:default/payment-api',
    });
  });

  it('is not there where nothing was given up', async () => {
    const other = { ...unreadable.diagnostics[0], code: 'unknown-field' };
    await showTab({ service: () => readyService({ diagnostics: [other] }) });
    expect(await screen.findByText('unknown-field')).toBeVisible();
    expect(screen.queryByRole('button', name)).not.toBeInTheDocument();
  });
});
