import { createServer, type Server } from 'node:tls';
import type { AddressInfo } from 'node:net';
import { waitFor } from '@contact-sync/testing';
import { ServiceMetrics } from '../metrics/service-metrics';
import { expiryMetrics } from './expiry-metrics';
import { certificateAt } from './expiry-sources';

// Of a server that these tests start and nobody else; made for them.
const END = new Date('2036-11-19T01:28:10Z');
const CERTIFICATE = `-----BEGIN CERTIFICATE-----
MIIBfTCCASOgAwIBAgIUCwC8TYuN1O60zOBDrhqhtIAqlJgwCgYIKoZIzj0EAwIw
FDESMBAGA1UEAwwJbG9jYWxob3N0MB4XDTI2MTEyMjAxMjgxMFoXDTM2MTExOTAx
MjgxMFowFDESMBAGA1UEAwwJbG9jYWxob3N0MFkwEwYHKoZIzj0CAQYIKoZIzj0D
AQcDQgAEC7hdan1gjZn7aQpkVOGtelzw6/g4ltq4Zgka3lIJAxY8arK8L27vPXTZ
3z9/Le+3lIhj68w9EU5aTbVGkQgc56NTMFEwHQYDVR0OBBYEFFTy7pThXX4KOOFC
IiCzSvP0zsJzMB8GA1UdIwQYMBaAFFTy7pThXX4KOOFCIiCzSvP0zsJzMA8GA1Ud
EwEB/wQFMAMBAf8wCgYIKoZIzj0EAwIDSAAwRQIhAMcHivWMWdxhxaRim56meg2g
O/n+cq8NhPrAGbzRLUQ8AiAd/dapUwhB94PGWNV4WuyfBYepsvAkrsoaEFndI1WQ
Rg==
-----END CERTIFICATE-----`;
const KEY = `-----BEGIN PRIVATE KEY-----
MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgfUgpX98INrjX/50J
s//9Zxdo9lFbotmA+dwDGHXZd3WhRANCAAQLuF1qfWCNmftpCmRU4a16XPDr+DiW
2rhmCRreUgkDFjxqsrwvbu89dNnfP38t77eUiGPrzD0RTlpNtUaRCBzn
-----END PRIVATE KEY-----`;

const now = (): Date => new Date(END.getTime() - 10 * 86_400_000);

describe('expiryMetrics', () => {
  let server: Server;
  let port: number;
  beforeAll(async () => {
    server = createServer({ cert: CERTIFICATE, key: KEY });
    server.on('tlsClientError', () => undefined);
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    port = (server.address() as AddressInfo).port;
  });
  afterAll(() => new Promise((resolve) => server.close(resolve)));

  it('tells the days until a certificate expires, and nothing of what has none or is away', async () => {
    const metrics = new ServiceMetrics('test');
    const read = jest.fn(certificateAt('broker certificate', `amqps://u:p@127.0.0.1:${port}/v`)[0]?.read);
    const sources = [
      { what: 'broker certificate', read },
      ...certificateAt('plain', 'amqp://127.0.0.1'),
      ...certificateAt('nothing', undefined),
      ...certificateAt('away', 'https://127.0.0.1:1/issuer'),
    ];
    expect(sources.map(({ what }) => what)).toEqual(['broker certificate', 'away']);
    const readAll = jest.fn(() =>
      Promise.resolve([
        { what: 'profile A: certificate', end: new Date(END.getTime() - 12 * 86_400_000) },
        { what: 'profile B: client-secret', end: END },
      ]),
    );
    expiryMetrics(metrics, [...sources, { readAll }], now);
    const text = await waitFor(async () => {
      const shown = await metrics.text();
      return shown.includes('"broker certificate"') ? shown : undefined;
    });
    expect(text.match(/^contact_sync_days_to_expiry\{.*/gm)).toEqual([
      'contact_sync_days_to_expiry{what="broker certificate",service="test"} 10',
      'contact_sync_days_to_expiry{what="profile A: certificate",service="test"} -2',
      'contact_sync_days_to_expiry{what="profile B: client-secret",service="test"} 10',
    ]);
    // Within the hour nobody is asked again.
    await metrics.text();
    expect(read).toHaveBeenCalledTimes(1);
    expect(readAll).toHaveBeenCalledTimes(1);
  });
});
