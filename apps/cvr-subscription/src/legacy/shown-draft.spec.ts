import { readLegacyCvrUpdate } from '@contact-sync/registers-cvr';
import { shownDraft, shownReport } from './shown-draft';

const COMMAND =
  "Update-CvrSubscriptionServiceConfiguration -OAuth2ServerUrl 'http://wz.example/oauth2' -OAuth2ClientId 'cvr' -OAuth2ClientSecret 'o-secret' " +
  "-ODataServerUrl 'http://wz.example/odata' -LogicClientId '11111111-2222-3333-4444-555555555555' -LogicClientSecret 'l-secret' " +
  "-LogicCvrSubscriptionId '22222222-2222-3333-4444-555555555555' -LogicCvrConfigurationId '33333333-2222-3333-4444-555555555555'";

it('shows the profiles of the eight parameters, and no secret of them', () => {
  const { profiles, report } = readLegacyCvrUpdate(COMMAND);
  const shown = { profiles: profiles.map(shownDraft), report: shownReport(report) };
  expect(shown.profiles).toEqual([
    {
      kind: 'kmd-logic',
      fields: {
        clientId: '11111111-2222-3333-4444-555555555555',
        subscriptionId: '22222222-2222-3333-4444-555555555555',
        configurationId: '33333333-2222-3333-4444-555555555555',
      },
      secrets: ['clientSecret'],
    },
    {
      kind: 'odata',
      fields: {
        tokenUrl: 'https://wz.example/oauth2/connect/token',
        clientId: 'cvr',
        odataUrl: 'https://wz.example/odata',
      },
      secrets: ['clientSecret'],
    },
  ]);
  expect(JSON.stringify(shown)).not.toMatch(/[lo]-secret/);
  expect(shown.report.filter(({ outcome }) => outcome === 'elsewhere').map(({ name }) => name)).toEqual([
    'OAuth2ClientSecret',
    'LogicClientSecret',
  ]);
});
