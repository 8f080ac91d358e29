import assert from 'node:assert/strict';
import { createServer } from 'node:net';
import { test } from 'node:test';
import { readPorts, requireFreePorts } from './options.mjs';
import { Stop } from '../say.mjs';
import { freePort } from './ports.mjs';

test('without options the ports are 3000 and 7007', () => {
  assert.deepEqual(readPorts([], {}), { port: 3000, backendPort: 7007 });
});

test('both ports can be chosen', () => {
  assert.deepEqual(readPorts(['--port', '4000', '--backend-port=8000'], {}), {
    port: 4000,
    backendPort: 8000,
  });
});

test('an option that npm kept for itself is found', () => {
  const env = { npm_config_port: '4000', npm_config_backend_port: '8000' };
  assert.deepEqual(readPorts([], env), { port: 4000, backendPort: 8000 });
});

for (const args of [
  ['--port', 'x'],
  ['--port', '0'],
  ['--port', '65536'],
  ['--port', '1e3'],
  ['--port', '7007'],
  ['--ports', '1'],
  ['stray'],
]) {
  test(`${args.join(' ')} is refused`, () => {
    assert.throws(() => readPorts(args, {}), Stop);
  });
}

test('a busy port is named and a free one offered', async () => {
  const server = createServer();
  await new Promise(resolve => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const { port } = server.address();
  const backendPort = await freePort();
  try {
    await assert.rejects(requireFreePorts({ port, backendPort }), error => {
      assert.match(error.message, new RegExp(`Port ${port} is in use`));
      const [, offered] = /--port (\d+)/.exec(error.message);
      assert.ok(Number(offered) > port);
      return true;
    });
  } finally {
    server.close();
  }
  await requireFreePorts({ port: await freePort(), backendPort });
});
