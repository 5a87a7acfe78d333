import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connect } from 'amqplib';
import { exitOf, freePorts, killHard, run } from './own-process';
import { uniqueName } from './unique-name';
import { waitFor } from './wait-for';

/** A RabbitMQ of one's own, to be killed and started again. */
export interface PrivateRabbitMq {
  readonly url: string;
  /** SIGKILL, as a power failure; returns when it is gone. */
  kill(): Promise<void>;
  /** Starts it again on the same data and waits until it answers. */
  start(): Promise<void>;
  /** Runs `rabbitmqctl` against it and returns what it says. */
  control(...args: string[]): Promise<string>;
  /** Ends it and removes its data. */
  stop(): Promise<void>;
}

const PROGRAMS = '/usr/lib/rabbitmq/bin';
const START_MS = 90_000;

/**
 * A single node that was killed sometimes comes back with a quorum queue that elects no leader by itself
 * (rabbitmq/rabbitmq-server#10070; a cluster of three has no such state). It waits for the node to be wholly there in the
 * same breath: each call of rabbitmqctl takes a second or two.
 */
const ELECT_LEADERS = `
  rabbit:await_startup(),
  [ra:trigger_election(amqqueue:get_pid(Queue)) ||
    Queue <- rabbit_amqqueue:list_by_type(rabbit_quorum_queue),
    ra_leaderboard:lookup_leader(element(1, amqqueue:get_pid(Queue))) =:= undefined].`;

/** True where RabbitMQ is installed, so that an instance of one's own can be started. */
export function hasRabbitMqPrograms(): boolean {
  return existsSync(join(PROGRAMS, 'rabbitmq-server'));
}

/** A fresh RabbitMQ with its own node name, ports, data folder and port mapper. */
export async function privateRabbitMq(): Promise<PrivateRabbitMq> {
  const folder = await mkdtemp(join(tmpdir(), 'contact-sync-mq-'));
  const [port = 0, distribution = 0, mapper = 0] = await freePorts(3);
  const node = `${uniqueName('cs')}@localhost`;
  const plugins = join(folder, 'plugins');
  await writeFile(plugins, '[].');
  const env: NodeJS.ProcessEnv = {
    ...process.env,
    HOME: folder,
    RABBITMQ_NODENAME: node,
    RABBITMQ_NODE_IP_ADDRESS: '127.0.0.1',
    RABBITMQ_NODE_PORT: String(port),
    RABBITMQ_DIST_PORT: String(distribution),
    ERL_EPMD_ADDRESS: '127.0.0.1',
    ERL_EPMD_PORT: String(mapper),
    RABBITMQ_CONF_ENV_FILE: '/dev/null',
    RABBITMQ_MNESIA_BASE: join(folder, 'mnesia'),
    RABBITMQ_LOG_BASE: join(folder, 'log'),
    RABBITMQ_ENABLED_PLUGINS_FILE: plugins,
    RABBITMQ_CONFIG_FILE: join(folder, 'none'),
    RABBITMQ_SERVER_START_ARGS: '-kernel inet_dist_use_interface {127,0,0,1}',
  };
  const url = `amqp://guest:guest@127.0.0.1:${port}`;
  let server: ChildProcess | undefined;

  const control = (...args: string[]): Promise<string> =>
    run(join(PROGRAMS, 'rabbitmqctl'), ['-n', node, ...args], env);
  const launch = async (): Promise<void> => {
    server = spawn(join(PROGRAMS, 'rabbitmq-server'), [], { env, stdio: 'ignore' });
    await waitFor(() => answers(url), { timeout: START_MS, interval: 50, what: 'RabbitMQ to answer' });
  };
  const restart = async (): Promise<void> => {
    await launch();
    await control('eval', ELECT_LEADERS);
  };
  const kill = async (): Promise<void> => {
    // Not the port mapper: it is no part of the node, and a power failure of one node leaves it.
    const pids = await processesOf(node, { portMapper: false });
    for (const pid of pids) killHard(pid);
    if (server) await exitOf(server);
    await waitFor(async () => (await processesOf(node, { portMapper: false })).length === 0, {
      what: 'RabbitMQ to be gone',
    });
  };
  await launch();
  // It answers before it is wholly there, and rabbitmqctl refuses until then.
  await control('await_startup');
  return {
    url,
    kill,
    start: restart,
    control,
    stop: async () => {
      await kill();
      for (const pid of await processesOf(node, { portMapper: true })) killHard(pid);
      await rm(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
    },
  };
}

/** Every process that was started for the node has its name in its environment. */
async function processesOf(node: string, { portMapper }: { portMapper: boolean }): Promise<number[]> {
  const pids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name)).map(Number);
  const ours = await Promise.all(
    pids.map(async (pid) => {
      const environment = await readFile(`/proc/${pid}/environ`, 'latin1').catch(() => '');
      if (!environment.split('\0').includes(`RABBITMQ_NODENAME=${node}`)) return false;
      const program = await readFile(`/proc/${pid}/comm`, 'utf8').catch(() => '');
      return portMapper || program.trim() !== 'epmd';
    }),
  );
  return pids.filter((_, index) => ours[index]);
}

async function answers(url: string): Promise<boolean> {
  try {
    const connection = await connect(url, { timeout: 2000 });
    connection.on('error', () => undefined);
    await connection.close();
    return true;
  } catch {
    return false;
  }
}
