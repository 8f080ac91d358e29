import { join } from 'node:path';
import { launch } from '../processes.mjs';
import { root } from '../root.mjs';

/** Settings that move the pair to the given ports, as Backstage reads them from the environment. */
function portConfig({ port, backendPort }) {
  const origin = `http://localhost:${port}`;
  return {
    APP_CONFIG_app_baseUrl: origin,
    APP_CONFIG_backend_baseUrl: `http://localhost:${backendPort}`,
    APP_CONFIG_backend_cors_origin: origin,
    APP_CONFIG_backend_listen_port: String(backendPort),
  };
}

function prefixLines(stream, prefix) {
  let rest = '';
  stream.setEncoding('utf8');
  stream.on('data', text => {
    const lines = (rest + text).split('\n');
    rest = lines.pop();
    for (const line of lines) {
      process.stdout.write(`${prefix} | ${line}\n`);
    }
  });
  stream.on('end', () => {
    if (rest) {
      process.stdout.write(`${prefix} | ${rest}\n`);
    }
  });
}

/** What V8 has made of thousands of files is kept for the next start. */
const compiled = join(root, '.cache', 'portal');

function startPart(name, env, extraArgs = []) {
  const started = launch('backstage-cli', ['package', 'start', ...extraArgs], {
    cwd: join(root, 'packages', name),
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  prefixLines(started.child.stdout, name);
  prefixLines(started.child.stderr, name);
  return Object.assign(started, { name });
}

/** The frontend has a server of its own: what a build has left of it need not be made ready and stored by the backend. */
const servedApart = {
  APP_CONFIG_app_disableConfigInjection: 'true',
  APP_CONFIG_app_disableStaticFallbackCache: 'true',
};

/** Starts the frontend's and the backend's development servers, on other configuration files than usual if given. */
export function startPortal(env, ports, configFiles = []) {
  const settings = {
    BROWSER: 'none',
    ...servedApart,
    NODE_COMPILE_CACHE: compiled,
    ...env,
    ...portConfig(ports),
  };
  const hook = join(root, 'scripts', 'start', 'endWithBackend.cjs');
  const config = configFiles.flatMap(file => ['--config', join(root, file)]);
  return [
    startPart('backend', settings, ['--require', hook, ...config]),
    startPart('app', settings, config),
  ];
}
