// Every command of this repository: start, test, exec, install. Needs nothing but Node and npm.
const [command = 'help', ...args] = process.argv.slice(2);
const major = Number(process.versions.node.split('.')[0]);

if (major < 20) {
  process.stderr.write(
    `Node 20 or newer is needed to begin; this is Node ${process.versions.node}.\n` +
      'Install any newer Node: the exact version that Backstage needs is then fetched for you.\n',
  );
  process.exit(1);
}
if (process.platform === 'win32') {
  process.stderr.write(
    'Please run this inside WSL: Windows itself is not supported.\n',
  );
  process.exit(1);
}

const { runCommand } = await import('./commands.mjs');
// Not process.exitCode: nothing that is still waiting may keep the terminal.
process.exit(await runCommand(command, args));
