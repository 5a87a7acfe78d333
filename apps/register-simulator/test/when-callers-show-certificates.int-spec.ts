import { type ClientCertificateOptions, type RunningSimulator, startSimulator } from '../src';
import { call } from './calling';

let simulator: RunningSimulator;

beforeAll(async () => {
  simulator = await startSimulator({ companies: 1 });
});

afterAll(() => simulator.stop());

/** Whether the handshake let the caller in, whatever was answered then. */
async function letIn(pfx?: { pkcs12: string; password: string }): Promise<boolean> {
  return call(simulator, `${simulator.addresses.tokenCertificate}/`, pfx ? { pfx } : {}).then(
    () => true,
    () => false,
  );
}

it('opens to a certificate of its authority', async () => {
  const { certificate: pkcs12, password } = simulator.profiles['graphql-certificate'];
  expect(await letIn({ pkcs12, password })).toBe(true);
  expect(await letIn(await simulator.clientCertificate({ encryption: '3des', keyType: 'ec' }))).toBe(true);
});

it.each<[string, ClientCertificateOptions | undefined]>([
  ['none at all', undefined],
  ['an expired one', { expired: true }],
  ['one that holds from tomorrow on', { notYetValid: true }],
  ['one of another authority', { foreign: true }],
])('stays closed to %s', async (_name, options) => {
  expect(await letIn(options && (await simulator.clientCertificate({ keyType: 'ec', ...options })))).toBe(false);
});

it('shows a certificate that only who knows the authority trusts', async () => {
  const url = `${simulator.addresses.gateway}/`;
  await expect(call({ ca: '' }, url)).rejects.toMatchObject({ code: expect.stringMatching(/SELF_SIGNED|UNABLE_TO/) });
  expect((await call(simulator, url.replace('localhost', '127.0.0.1'))).status).toBe(401);
});
