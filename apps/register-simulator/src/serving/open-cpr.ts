import { danishDay } from '../companies/moments';
import type { AccountState } from '../cpr-direkte/account';
import { type CprDirekte, openCprDirekte } from '../cpr-direkte/cpr-direkte';
import type { DirekteOptions } from '../cpr-direkte/direkte-service';
import { type FileServerOptions, type RunningFileServer, startFileServer } from '../cpr-files/ftp-server';
import type { CprOffice } from '../cpr-office/cpr-office';
import type { PersonWorld } from '../persons/person-world';
import type { CertificateAndKey, CertificateAuthority } from '../tls/authority';
import type { SocketName } from './addresses';
import type { Secrets } from './secrets';

interface Parts {
  readonly authority: CertificateAuthority;
  readonly certificate: CertificateAndKey;
  readonly persons: PersonWorld;
  readonly office: CprOffice;
  readonly secrets: Secrets;
  readonly direkteOptions: Partial<DirekteOptions> | undefined;
  readonly fileServerOptions: Partial<FileServerOptions> | undefined;
  /** Of an earlier start. */
  readonly account: AccountState | undefined;
  /** Hears of every change of the account at CPR Direkte. */
  readonly keepAccount: (account: AccountState) => void;
  /** 0: any free one. */
  readonly portOf: (name: SocketName) => number;
}

/** The doors of the CPR office: its file server and CPR Direkte. */
export interface OpenedCpr {
  readonly addresses: Readonly<Record<SocketName, string>>;
  readonly cprFileServer: RunningFileServer;
  readonly cprDirekte: CprDirekte;
  stop(): Promise<void>;
}

/** Opens them, on 127.0.0.1. */
export async function openCpr(parts: Parts): Promise<OpenedCpr> {
  const { authority, certificate, persons, office, secrets, account, keepAccount, portOf } = parts;
  const { now } = persons;
  const cprFileServer = await startFileServer({
    authority,
    office,
    account: secrets.cprFiles,
    now,
    today: () => danishDay(now().getTime()),
    options: { firstQualifier: `CPR${office.options.customer}`, ...parts.fileServerOptions },
    ports: { explicit: portOf('cprFiles'), implicit: portOf('cprFilesImplicit') },
  });
  try {
    const cprDirekte = await openCprDirekte({
      world: persons,
      office,
      options: parts.direkteOptions,
      account,
      keep: keepAccount,
      certificate,
      ports: { direkte: portOf('direkte'), direkteProxy: portOf('direkteProxy') },
    });
    const { explicit: cprFiles, implicit: cprFilesImplicit } = cprFileServer;
    return {
      addresses: { cprFiles, cprFilesImplicit, ...cprDirekte.addresses },
      cprFileServer,
      cprDirekte,
      stop: async () => {
        await Promise.all([cprFileServer.stop(), cprDirekte.stop()]);
      },
    };
  } catch (error) {
    await cprFileServer.stop();
    throw error;
  }
}
