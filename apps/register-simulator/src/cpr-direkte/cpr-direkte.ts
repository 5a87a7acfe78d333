import type { CprOffice } from '../cpr-office/cpr-office';
import type { PersonWorld } from '../persons/person-world';
import type { CertificateAndKey } from '../tls/authority';
import { Account, type AccountState, randomText } from './account';
import { DirekteFaults } from './direkte-fault';
import { DIREKTE_DEFAULTS, type DirekteOptions, DirekteService } from './direkte-service';
import { DirekteServer } from './direkte-server';
import { type DirekteKind, DirekteLog, type LoggedDirekteRequest } from './request-log';

/** CPR Direkte as a test sees it from behind. */
export interface CprDirekte {
  /** May be changed while it runs. */
  readonly options: DirekteOptions;
  readonly faults: DirekteFaults;
  /** Its password is the one in force. */
  readonly account: Account;
  /** The last requests, without person number, token and password. */
  requests(): readonly LoggedDirekteRequest[];
  /** How many of each kind, in all. */
  counts(): Record<DirekteKind, number>;
  /** No token given out so far holds any longer: the next look-up is answered 07. */
  withdrawTokens(): void;
  /** The last tokens given out: what must stand nowhere. Never in the log, nor at the control interface. */
  tokensGiven(): readonly string[];
}

interface Parts {
  readonly world: PersonWorld;
  readonly office: CprOffice;
  readonly options?: Partial<DirekteOptions>;
  /** Of an earlier start. */
  readonly account?: AccountState;
  /** Hears of every change of the account. */
  readonly keep: (account: AccountState) => void;
  readonly certificate: CertificateAndKey;
  readonly ports: { direkte: number; direkteProxy: number };
}

export interface OpenedDirekte extends CprDirekte {
  /** `localhost:PORT` each. */
  readonly addresses: { direkte: string; direkteProxy: string };
  stop(): Promise<void>;
}

/** A user with a password that nobody had before. */
function newAccount(now: Date): AccountState {
  return {
    userId: randomText('AAAAAA99'),
    password: randomText('Aaax9999'),
    used: [],
    changedAt: now.toISOString(),
    wrong: 0,
    locked: false,
    expired: false,
  };
}

/** Opens the port of CPR Direkte and that of a local proxy. */
export async function openCprDirekte({
  world,
  office,
  keep,
  certificate,
  ports,
  ...given
}: Parts): Promise<OpenedDirekte> {
  const options: DirekteOptions = { ...DIREKTE_DEFAULTS, ...given.options };
  const account = new Account(given.account ?? newAccount(world.now()), options, world.now, keep);
  if (!given.account) keep(account.current);
  const service = new DirekteService({ world, office, account, options });
  const [faults, log] = [new DirekteFaults(), new DirekteLog()];
  const parts = { service, faults, log, now: world.now };
  const direkte = await DirekteServer.open(ports.direkte, certificate, parts);
  const proxy = await DirekteServer.open(ports.direkteProxy, undefined, parts);
  return {
    options,
    faults,
    account,
    requests: () => log.list(),
    counts: () => log.counts(),
    withdrawTokens: () => service.withdrawTokens(),
    tokensGiven: () => service.tokensGiven(),
    addresses: { direkte: direkte.address, direkteProxy: proxy.address },
    stop: async () => {
      await Promise.all([direkte.stop(), proxy.stop()]);
    },
  };
}
