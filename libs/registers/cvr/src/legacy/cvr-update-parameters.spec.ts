import { readLegacyCvrUpdate } from './cvr-update-parameters';

const ID = 'A1B2C3D4-0000-4000-8000-00000000000';
const LOGIC = {
  clientId: 'a1b2c3d4-0000-4000-8000-000000000001',
  clientSecret: "pass'word-1",
  subscriptionId: 'a1b2c3d4-0000-4000-8000-000000000002',
  configurationId: 'a1b2c3d4-0000-4000-8000-000000000003',
};
const ODATA = {
  tokenUrl: 'https://wz.kommune.example/oauth2/connect/token',
  odataUrl: 'https://wz.kommune.example/odata',
  clientId: 'CvrUpdate',
  clientSecret: 'two-words',
};

// As the guide prints it (Deploy and configure the CVR Update service, step 4), with its line breaks behind hyphens.
const COMMAND =
  "Update-CvrUpdateServiceConfiguration -OAuth2ServerUrl 'http://wz.kommune.example/oauth2' -OAuth2ClientId 'CvrUpdate' " +
  "-OAuth2ClientSecret 'two-words' -ODataServerUrl 'http://wz.kommune.example/odata/' " +
  `-LogicClientId '${ID}1' -  \nLogicClientSecret 'pass''word-1' -  \nLogicCvrSubscriptionId '${ID}2' -  \n` +
  `LogicCvrConfigurationId '{${ID}3}'`;

it('takes all eight parameters of the PowerShell command', () => {
  const { settings, profiles, report } = readLegacyCvrUpdate(COMMAND);
  expect(settings).toEqual({ provider: 'logic' });
  expect(profiles).toEqual([
    { kind: 'kmd-logic', configurationTypes: ['CVR'], fields: LOGIC },
    { kind: 'odata', configurationTypes: ['CVR'], fields: ODATA },
  ]);
  expect(report.map(({ name, outcome }) => [name, outcome])).toEqual(
    [
      'OAuth2ServerUrl',
      'OAuth2ClientId',
      'OAuth2ClientSecret',
      'ODataServerUrl',
      'LogicClientId',
      'LogicClientSecret',
      'LogicCvrSubscriptionId',
      'LogicCvrConfigurationId',
    ].map((name) => [name, 'taken']),
  );
  expect(report[0]?.text).toMatch(/http became https/);
});

it.each([
  ['curved quotes', `-LogicClientSecret \u2018a b\u2019`, { clientSecret: 'a b' }],
  ['double quotes', `-LogicClientSecret "it's"`, { clientSecret: "it's" }],
  [
    'no quotes',
    `-LogicClientSecret:plain-1 -LogicClientId ${ID}1`,
    { clientSecret: 'plain-1', clientId: LOGIC.clientId },
  ],
])('takes %s', (_, text, fields) => expect(readLegacyCvrUpdate(text).profiles[0]?.fields).toEqual(fields));

it.each([
  [
    'flat',
    {
      LogicClientId: `${ID}1`,
      LogicClientSecret: LOGIC.clientSecret,
      LogicCvrSubscriptionId: `${ID}2`,
      logicCvrConfigurationId: `${ID}3`,
    },
  ],
  [
    'in sections',
    {
      CvrUpdate: {
        Logic: {
          ClientId: `${ID}1`,
          ClientSecret: LOGIC.clientSecret,
          CvrSubscriptionId: `${ID}2`,
          CvrConfigurationId: `${ID}3`,
        },
      },
    },
  ],
  [
    'as the published sample has it',
    {
      TokenProvider: { ClientId: `${ID}1`, ClientSecret: LOGIC.clientSecret },
      Cvr: { SubscriptionId: `${ID}2`, CvrConfigurationId: `${ID}3` },
    },
  ],
])('reads a settings file %s', (_, json) => {
  const { settings, profiles } = readLegacyCvrUpdate(`\ufeff${JSON.stringify(json, undefined, 2)}`);
  expect(profiles).toEqual([{ kind: 'kmd-logic', configurationTypes: ['CVR'], fields: LOGIC }]);
  expect(settings).toEqual({ provider: 'logic' });
});

it('takes the scope of the sample, and tells what else is in a settings file', () => {
  const { profiles, report } = readLegacyCvrUpdate(
    JSON.stringify({
      Logging: { LogLevel: { Default: 'Information' } },
      TokenProvider: { AuthorizationScope: 'https://issuer.example/x/.default' },
      Retries: 3,
    }),
  );
  expect(profiles).toEqual([
    { kind: 'kmd-logic', configurationTypes: ['CVR'], fields: { scope: 'https://issuer.example/x/.default' } },
  ]);
  expect(report.map(({ name, outcome }) => [name, outcome])).toEqual([
    ['Logging:LogLevel:Default', 'without meaning'],
    ['AuthorizationScope', 'taken'],
    ['Retries', 'not understood'],
  ]);
});

it('leaves placeholders and what is no GUID, and then sets no provider', () => {
  const { settings, profiles, report } = readLegacyCvrUpdate(
    "-LogicClientId '<KMD Logic Client ID>' -LogicCvrSubscriptionId 'tolv' -ODataServerUrl 'http://<WZ Main page>/odata'",
  );
  expect({ settings, profiles }).toEqual({ settings: {}, profiles: [] });
  expect(report.map(({ outcome }) => outcome)).toEqual(Array(3).fill('not understood'));
});

it.each(['', 'nothing of the kind', '[1, 2]', '{"half":'])('says so where there is nothing: %j', (text) => {
  expect(readLegacyCvrUpdate(text)).toMatchObject({
    settings: {},
    profiles: [],
    report: [{ outcome: 'not understood' }],
  });
});

it('repeats no value in the report', () => {
  const text = `${COMMAND} -Sesame 'open-now' -OAuth2ServerUrl 'http://user:sesame2@wz.kommune.example/oauth2'`;
  expect(JSON.stringify(readLegacyCvrUpdate(text).report)).not.toMatch(/word|two-|a1b2|kommune|open-now|sesame2/i);
});
