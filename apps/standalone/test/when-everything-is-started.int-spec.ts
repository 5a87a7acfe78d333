import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readdirSync, readFileSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { waitFor } from '@contact-sync/testing';

const ROOT = join(__dirname, '..', '..', '..');
const MAIN = "require('./apps/standalone').main(process.env).then((code) => process.exit(code))";
const START_LIMIT_MS = 120_000;

/** The standalone application in a process of its own, from the built code, as `npm start` runs it. */
class Terminal {
  text = '';
  private readonly child: ChildProcess;
  private readonly exited: Promise<[number | null, NodeJS.Signals | null]>;

  constructor(data: string) {
    const env = {
      ...process.env,
      CONTACT_SYNC_DATA: data,
      CONTACT_SYNC_PORT: '0',
      LOG_LEVEL: '',
      CONTACT_SYNC_TOKEN: '',
    };
    this.child = spawn(process.execPath, ['-e', MAIN], { cwd: ROOT, env, stdio: ['ignore', 'pipe', 'pipe'] });
    this.exited = once(this.child, 'exit') as Promise<[number | null, NodeJS.Signals | null]>;
    for (const stream of [this.child.stdout, this.child.stderr]) {
      stream?.setEncoding('utf8').on('data', (text: string) => (this.text += text));
    }
  }

  /** Waits until it runs, and returns its address. */
  async running(): Promise<string> {
    const found = await waitFor(
      () => {
        if (this.child.exitCode !== null) throw new Error(`it ended:\n${this.text}`);
        return /running at (\S+)[\s\S]*stop {2,}Ctrl-C/.exec(this.text);
      },
      { timeout: START_LIMIT_MS, interval: 100, what: `the application to run; it said:\n${this.text}` },
    );
    return found[1] ?? '';
  }

  async end(signal: 'SIGINT' | 'SIGTERM' | 'SIGKILL'): Promise<number | null> {
    if (this.child.exitCode === null && this.child.signalCode === null) this.child.kill(signal);
    const [code] = await this.exited;
    return code;
  }
}

describe('everything on one machine', () => {
  const data = mkdtempSync(join(tmpdir(), 'contact-sync-data-'));
  const terminals: Terminal[] = [];
  const start = (): Terminal => {
    const terminal = new Terminal(data);
    terminals.push(terminal);
    return terminal;
  };
  const commandLine = async (url: string, ...args: string[]): Promise<string> => {
    const env = { ...process.env, CONTACT_SYNC_URL: url, CONTACT_SYNC_DATA: data };
    return (await promisify(execFile)(process.execPath, ['bin/contact-sync.js', ...args], { cwd: ROOT, env })).stdout;
  };
  const deliveries = async (url: string): Promise<unknown[]> => {
    const authorization = `Bearer ${readFileSync(join(data, 'token'), 'utf8').trim()}`;
    const answer = await fetch(new URL('/cpr-sync/deliveries', url), { headers: { authorization } });
    expect(answer.status).toBe(200);
    return ((await answer.json()) as { deliveries: unknown[] }).deliveries;
  };

  afterAll(async () => {
    for (const each of terminals) await each.end('SIGTERM');
    // As root the files stand elsewhere.
    const postgres = join(data, 'postgres');
    if (existsSync(postgres)) rmSync(realpathSync(postgres), { recursive: true });
    rmSync(data, { recursive: true, force: true });
  });

  it(
    'shows a first synchronisation, keeps its data, and outlives a kill',
    async () => {
      const first = start();
      const url = await first.running();
      const rows = [...first.text.matchAll(/^ {2}(d\d{6}\.l\d{6})((?: +\d+){6})$/gim)].map(([, file, figures]) => ({
        file,
        figures: (figures ?? '').trim().split(/ +/).map(Number),
      }));
      // A status extract, uploaded; then what the CPR office's server lists as z/OS does, one for each weekday since.
      expect(rows.map(({ file = '' }) => file.slice(7))).toEqual(['.l013202', ...rows.slice(1).map(() => '.L013201')]);
      expect(rows.length).toBeGreaterThanOrEqual(5);
      // persons, created, changed, unchanged, held, not ours
      const [persons, created = 0, changed = 0, unchanged, held] = rows[0]?.figures ?? [];
      // One who was named as a relative before his own turn is a contact already when it comes.
      expect([persons, created + changed, unchanged, held]).toEqual([300, 300, 0, 0]);
      expect(created).toBeGreaterThan(changed);
      const changes = rows.slice(1).map(({ figures }) => figures[2] ?? 0);
      expect(changes.reduce((sum, one) => sum + one)).toBeGreaterThan(50);
      expect(rows.map(({ figures }) => figures[4])).toEqual(rows.map(() => 0));
      expect(first.text).toMatch(/\d+ {2}contact\.created\.v1 +such as /);
      expect(first.text).toMatch(/case 2026-1 is open, with contacts \d+ and \d+ as parties/);
      const [, party = '', home, away] =
        /contact (\d+) is .+?, (.+)\.\n[^]*Contact \d+ moved to (.+): tonight/.exec(first.text) ?? [];
      expect(away).not.toBe(home);
      expect(first.text).toContain('The nightly decision had CPR subscribe to 2 persons');
      expect(first.text).toMatch(/^ {2}\d{4}-\d\d-\d\d 05:30 {2}cpr-sync\/import-deliveries /m);

      expect(first.text).toContain('production unit 1003387453 is KMD A/S - Ballerup');
      const arrived = [...first.text.matchAll(/^ {4}(name|address|phone) +(.+) {2}-> {2}(.+)$/gm)];
      expect(arrived.map(([, what]) => what)).toEqual(['name', 'address', 'phone']);
      for (const [, , before, after] of arrived) expect(after).not.toBe(before);
      const days = [...first.text.matchAll(/(\d+) rows: (\d+) units new, (\d+) changed, (\d+) closed/g)];
      const [[, rowsOfFirst = 0, newOnFirst = 0] = [], [, , opened, changedLater, closed] = []] = days.map((day) =>
        day.map(Number),
      );
      expect([days.length, newOnFirst > 250, newOnFirst <= rowsOfFirst]).toEqual([2, true, true]);
      for (const some of [opened, changedLater, closed]) expect(some).toBeGreaterThan(0);
      const kinds = [...first.text.matchAll(/^ {4}\d{9} {2}([^:]+): /gm)].map(([, kind]) => kind);
      expect(kinds).toEqual(['land', 'flat', "building on somebody else's land", 'land', 'land']);
      expect(first.text).toContain('5 of them are contacts now');

      const probe = await fetch(new URL('/CvrSubscriptionService/liveness', url));
      expect([probe.status, await probe.text()]).toEqual([200, 'Healthy']);

      // What it tells a newcomer to try, works.
      const found = await commandLine(url, 'contacts', 'find', '--type', 'C', '--name', 'Jensen', '--purpose', 'test');
      expect(found).toContain('Jensen');
      const code = /sign-in#(\S+)/.exec(first.text)?.[1] ?? '';
      const signedIn = await fetch(new URL('/sign-in', url), {
        method: 'POST',
        headers: { origin: url },
        body: new URLSearchParams({ code }),
        redirect: 'manual',
      });
      expect(signedIn.headers.get('set-cookie')).toContain('HttpOnly');
      const readiness = await fetch(new URL('/readiness', url));
      expect(readiness.status).toBe(200);

      const began = performance.now();
      expect(await first.end('SIGINT')).toBe(0);
      expect(performance.now() - began).toBeLessThan(10_000);
      expect(existsSync(join(data, 'postgres', 'cluster', 'postmaster.pid'))).toBe(false);

      const second = start();
      const secondUrl = await second.running();
      expect(second.text).toContain('the data is as it was left');
      expect(await deliveries(secondUrl)).toHaveLength(rows.length);
      await second.end('SIGKILL');

      const third = start();
      const thirdUrl = await third.running();
      expect(await deliveries(thirdUrl)).toHaveLength(rows.length);
      // Profile, settings, simulator and what happened there are as they were.
      expect(await commandLine(thirdUrl, 'cvr', 'lookup', '1003387453')).toContain('KMD A/S - Ballerup');
      expect(await commandLine(thirdUrl, 'cpr', 'test-connection')).toContain('Forbindelse og login er OK');
      const report = await commandLine(thirdUrl, 'cpr', 'report', '--contact', party, '--purpose', 'test');
      expect(report).toMatch(
        /CPR giver os besked om ændringer siden .+\n.+så længe en sag er åben\.\n.+part i en åben sag/,
      );
      expect(await commandLine(thirdUrl, 'sor', 'test-connection')).toContain('There is a file of SOR units');
      expect(await third.end('SIGTERM')).toBe(0);

      // No person of the example and no secret of the simulator stands in a log or was shown.
      const secrets = secretsIn(join(data, 'simulator', 'profiles.json'));
      expect(secrets.length).toBeGreaterThanOrEqual(5);
      const numbers = personNumbersIn(join(data, 'example', 'deliveries'));
      expect(numbers.size).toBeGreaterThanOrEqual(300);
      const told = readdirSync(join(data, 'logs'))
        .map((file) => readFileSync(join(data, 'logs', file), 'utf8'))
        .concat(terminals.map(({ text }) => text))
        .join('\n');
      expect([...numbers].filter((number) => told.includes(number))).toEqual([]);
      expect(secrets.filter((secret) => told.includes(secret))).toEqual([]);
    },
    5 * START_LIMIT_MS,
  );
});

function personNumbersIn(folder: string): Set<string> {
  const numbers = new Set<string>();
  for (const file of readdirSync(folder)) {
    for (const line of readFileSync(join(folder, file), 'latin1').split('\n')) {
      if (line.startsWith('001')) numbers.add(line.slice(3, 13));
    }
  }
  return numbers;
}

function secretsIn(file: string): string[] {
  const profiles = JSON.parse(readFileSync(file, 'utf8')) as Record<string, Record<string, string>>;
  const names = ['clientSecret', 'apiKey', 'password', 'certificate'];
  return Object.values(profiles).flatMap((fields) => names.flatMap((name) => fields[name] ?? []));
}
