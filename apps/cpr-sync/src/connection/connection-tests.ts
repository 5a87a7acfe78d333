import { CallFailed } from '@contact-sync/outbound';
import type { CprSettings } from '../settings';
import type { ConnectionFinding } from './connection-finding';

/** The roads to CPR whose connection can be tested. */
export const TESTED_ROADS = ['direkte', 'datafordeler', 'files'] as const;

export type TestedRoad = (typeof TESTED_ROADS)[number];

/**
 * Makes the cheapest call that proves profile and server, once: a test is never repeated by itself. What fails is told in
 * the finding; `CallFailed` that is thrown is told by its code.
 */
export type ConnectionTester = (settings: CprSettings) => Promise<ConnectionFinding>;

const NAMES: Readonly<Record<TestedRoad, ConnectionFinding['text']>> = {
  direkte: { da: 'CPR Direkte', en: 'CPR Direkte' },
  datafordeler: { da: 'Datafordeleren', en: 'Datafordeler' },
  files: { da: 'CPR’s filserver', en: "CPR's file server" },
};

/** *Test connection* of each road; a road plugs its own in. */
export class ConnectionTests {
  private readonly testers = new Map<TestedRoad, ConnectionTester>();

  plugIn(road: TestedRoad, tester: ConnectionTester): void {
    this.testers.set(road, tester);
  }

  async test(road: TestedRoad, settings: CprSettings): Promise<ConnectionFinding> {
    const tester = this.testers.get(road);
    if (tester === undefined) throw new Error(`nobody has plugged in the test of ${road}`);
    try {
      return await tester(settings);
    } catch (error) {
      if (error instanceof CallFailed) return failedFinding(road, error);
      throw error;
    }
  }
}

/** A call that failed, in words for whoever tests the connection. */
export function failedFinding(road: TestedRoad, { failure, code, more: { said } }: CallFailed): ConnectionFinding {
  const { da, en } = NAMES[road];
  const text = {
    unavailable: { da: `${da} svarer ikke (${code})`, en: `${en} does not answer (${code})` },
    refused: {
      da: `${da} lukker os ikke ind (${code}): se efter profil, rettigheder og IP-adresse`,
      en: `${en} does not let us in (${code}): look at the profile, its rights and the IP address`,
    },
    wrong: {
      da: `${da} kan ikke spørges sådan (${code}): se efter vært, port og indstillinger`,
      en: `${en} cannot be asked like this (${code}): look at host, port and settings`,
    },
  }[failure];
  return { ok: false, code, text, ...(said !== undefined && { said }) };
}
