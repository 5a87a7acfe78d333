import { request } from 'node:https';
import type { Credential, CredentialHandler, ProfileKind, ProfileSummary } from '@contact-sync/credentials';
import { CredentialFailed } from '@contact-sync/credentials';

/** Fields of a profile, secrets among them. */
export type ProfileFields = Readonly<Record<string, string>>;

const SECRETS = new Set(['clientSecret', 'apiKey', 'certificate', 'password']);

/** Answers as auth-profile does, with tokens from the simulator's own issuers. Profiles are called as their kinds. */
export class Profiles implements CredentialHandler {
  private readonly tokens = new Map<string, Credential>();

  constructor(
    private readonly profiles: Readonly<Partial<Record<ProfileKind, ProfileFields>>>,
    private readonly ca: string,
  ) {}

  find(name: string): Promise<ProfileSummary | undefined> {
    const kind = name as ProfileKind;
    const facts = Object.fromEntries(Object.entries(this.fieldsOf(kind)).filter(([field]) => !SECRETS.has(field)));
    return Promise.resolve({ id: kind, name, kind, configurationTypes: ['CVR'], facts });
  }

  async credential(profile: ProfileSummary, spoiled?: string): Promise<Credential> {
    const known = this.tokens.get(profile.name);
    if (known !== undefined && spoiled === undefined) return known;
    const fresh = await this.issue(profile);
    this.tokens.set(profile.name, fresh);
    return fresh;
  }

  use(): Promise<void> {
    return Promise.resolve();
  }

  private fieldsOf(kind: ProfileKind): ProfileFields {
    const fields = this.profiles[kind];
    if (fields === undefined) throw new CredentialFailed('unknown-profile');
    return fields;
  }

  private async issue(profile: ProfileSummary): Promise<Credential> {
    const fields = this.fieldsOf(profile.kind);
    if (profile.kind === 'api-key') return { kind: 'api-key', profile, apiKey: fields['apiKey'] ?? '' };
    const { clientId = '', clientSecret = '', scope } = fields;
    const form = new URLSearchParams({ grant_type: 'client_credentials', client_id: clientId });
    if (scope !== undefined) form.set('scope', scope);
    form.set('client_secret', clientSecret);
    const url = fields['tokenEndpoint'] ?? fields['tokenUrl'] ?? `${fields['identityHost']}/clientcredentials/token`;
    const { status, text } = await this.post(url, form.toString());
    if (status !== 200) throw new CredentialFailed(status < 500 ? 'issuer-refused' : 'issuer-away');
    const { access_token: accessToken, expires_in: seconds } = JSON.parse(text) as Record<string, string>;
    return {
      kind: 'bearer',
      profile,
      tokenType: 'Bearer',
      accessToken: accessToken ?? '',
      expiresAt: new Date(Date.now() + Number(seconds) * 1000),
    };
  }

  private post(url: string, body: string): Promise<{ status: number; text: string }> {
    return new Promise((resolve, reject) => {
      const sent = request(
        url,
        { method: 'POST', ca: this.ca, headers: { 'content-type': 'application/x-www-form-urlencoded' } },
        (answer) => {
          let text = '';
          answer.setEncoding('utf8').on('data', (part: string) => (text += part));
          answer.on('end', () => resolve({ status: answer.statusCode ?? 0, text }));
          answer.on('error', reject);
        },
      );
      sent.on('error', reject).end(body);
    });
  }
}
