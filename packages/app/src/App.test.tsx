import { render, screen } from '@testing-library/react';
import App from './App';

const config = {
  app: { title: 'Portal under test', baseUrl: 'http://localhost' },
  backend: { baseUrl: 'http://localhost:7007' },
};

describe('App', () => {
  it('asks a guest to sign in', async () => {
    Object.assign(process, {
      env: {
        NODE_ENV: 'test',
        APP_CONFIG: [{ data: config, context: 'test' }],
      },
    });

    render(App.createRoot());

    expect(
      await screen.findByRole('button', { name: 'Enter' }, { timeout: 20_000 }),
    ).toBeInTheDocument();
  }, 60_000);
});
