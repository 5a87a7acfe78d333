import { type RunningSimulator, startSimulator } from '../src';
import { type Answer, type Asked, call } from './calling';

let simulator: RunningSimulator;
let authorization: string;

beforeAll(async () => {
  simulator = await startSimulator({ companies: 1 });
  const { text } = await token({});
  const { token_type, access_token } = JSON.parse(text);
  authorization = `${token_type} ${access_token}`;
});

afterAll(() => simulator.stop());

function token(more: Record<string, string>): Promise<Answer> {
  const { tokenUrl, clientId, clientSecret } = simulator.profiles.odata;
  const form = { grant_type: 'client_credentials', client_id: clientId, client_secret: clientSecret, ...more };
  return call(simulator, tokenUrl, { form });
}

const ask = (path: string, { headers, ...asked }: Asked = {}): Promise<Answer> =>
  call(simulator, `${simulator.profiles.odata.odataUrl}/${path}`, { ...asked, headers: { authorization, ...headers } });

const filter = (text: string) => `$filter=${encodeURIComponent(text)}`;

it('gives tokens as IdentityServer does', async () => {
  const refused = await token({ client_secret: 'wrong' });
  expect([refused.status, JSON.parse(refused.text)]).toEqual([400, { error: 'invalid_client' }]);
  expect((await ask('Contacts', { headers: { authorization: 'Bearer x' } })).status).toBe(401);
});

it('takes a contact once, finds it by type and code, and changes it', async () => {
  const contact = { NameType_Value: 'J', NameCode: '26911745', Name1: "Øl's & Søn A/S" };
  const made = await ask('Contacts', { json: contact });
  expect([made.status, JSON.parse(made.text)]).toEqual([
    201,
    expect.objectContaining({ ...contact, ID: expect.any(String) }),
  ]);
  expect((await ask('Contacts', { json: contact })).status).toBe(400);
  const { ID: id, 'odata.etag': etag } = JSON.parse(made.text);

  const found = await ask(`Contacts?${filter("NameType_Value eq 'J' and Name1 eq 'Øl''s & Søn A/S'")}`);
  expect(JSON.parse(found.text).value).toEqual([{ ...contact, ID: id, 'odata.etag': etag }]);
  expect(JSON.parse((await ask(`Contacts?${filter("NameType_Value eq 'V'")}`)).text).value).toEqual([]);
  expect((await ask(`Contacts?${filter("startswith(Name1,'Ø')")}`)).status).toBe(400);

  const change = (method: string, json: object, match?: string) =>
    ask(`Contacts('${id}')`, { method, json, headers: match === undefined ? {} : { 'if-match': match } });
  expect((await change('PATCH', { Name1: 'Ny' }, etag)).status).toBe(204);
  expect((await change('PATCH', { Name1: 'Nyere' }, etag)).status).toBe(412);
  expect((await change('MERGE', { Name1: 'Nyest' })).status).toBe(204);
  expect((await change('PATCH', { Name1: 'x'.repeat(151) })).status).toBe(400);
  expect(simulator.written('Contacts')).toEqual([{ ...contact, Name1: 'Nyest', ID: id }]);
});

it('keeps addresses and labelled information with their contact', async () => {
  const [contact] = simulator.written('Contacts');
  expect((await ask('AddressMains', { json: { Contact_Value: '1', Address1: 'Byvej 1' } })).status).toBe(400);
  const address = { Contact_Value: contact!.ID, Address1: 'Byvej 1', Postcode_Value: '2750' };
  expect((await ask('AddressMains', { json: address })).status).toBe(201);
  const info = await ask('ContactInfos', { json: { Contact_Value: contact!.ID, Info: '620100', Priority: 1 } });
  const { ID: id } = JSON.parse(info.text);
  expect((await ask(`ContactInfos('${id}')`, { method: 'DELETE' })).status).toBe(204);
  expect((await ask(`ContactInfos('${id}')`, { method: 'DELETE' })).status).toBe(404);
  expect(simulator.written('AddressMains')).toEqual([expect.objectContaining(address)]);
  expect(simulator.written('ContactInfos')).toEqual([]);
  expect((await ask('Files')).status).toBe(404);
});
