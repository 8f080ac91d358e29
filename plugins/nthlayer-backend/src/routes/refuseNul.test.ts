import request from 'supertest';
import { createApi } from '../__testUtils__/createApi';
import { databases } from '../__testUtils__/databases';

jest.setTimeout(60_000);

const PATH = '/services/component/default/payment-api';

it.each(databases.eachSupportedId())(
  'a NUL character in a request is refused on %s, and its place is named',
  async databaseId => {
    const { app, get } = await createApi({ databaseId });
    for (const [query, place] of [
      ['/portfolio?text=a%00b', 'text'],
      ['/portfolio?owner=%00', 'owner'],
      ['/portfolio/rollups?by=tier&system=%00', 'system'],
      ['/services?environment=%00', 'environment'],
      [`${PATH}?environment=a&environment=%00`, 'environment'],
      [`${PATH}/assets/%00`, 'path'],
    ]) {
      const { status, body } = await get(query);
      expect(status).toBe(400);
      expect(body.error.name).toBe('InputError');
      expect(body.error.message).toContain(place);
    }
    expect((await get('/portfolio?text[toString]=x')).status).toBe(400);
    const path = `${PATH}/exclusions/%00`;
    expect((await request(app).delete(path)).status).toBe(400);
    expect((await get('/portfolio?text=%2500')).status).toBe(200);
    expect((await get(`${PATH}/assets/%2500`)).status).toBe(404);
  },
);
