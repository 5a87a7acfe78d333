import { readArguments, required } from '../arguments';
import { SERVER_HELP, SERVER_OPTIONS, type Command, type HelpLine } from '../command';
import { EXIT, type ExitCode, UsageError } from '../failures';
import { Server } from '../server/server';
import type { Surroundings } from '../surroundings';
import { asJson } from '../text/table';
import { givenFields, neededSecrets } from './given-fields';
import { findKind, findProfile, type Profile, PROFILES, RIGHTS, typesOf } from './profile';
import { profileText } from './profile-text';

const FIELD_OPTIONS = {
  ...SERVER_OPTIONS,
  secret: { type: 'string', multiple: true },
  'secret-file': { type: 'string', multiple: true },
  certificate: { type: 'string' },
  for: { type: 'string' },
} as const;

const SECRETS_ABOUT =
  'Secrets are asked for at the keyboard and not shown, or read as FIELD=VALUE lines when standard input is a pipe; --secret-file takes one from a file.';
const FILE_HELP: HelpLine = {
  term: '--secret-file FIELD=FILE',
  text: 'take a secret from a file; may stand several times',
};
const CERTIFICATE_HELP: HelpLine = {
  term: '--certificate FILE',
  text: 'the certificate with its private key, PKCS#12 (.p12, .pfx); its password is asked for',
};

export const createProfile: Command = {
  name: 'profiles create',
  usage: 'NAME --kind KIND --for REGISTERS [FIELD=VALUE ...]',
  summary: 'make an authentication profile',
  about: [
    `Makes a profile. "contact-sync profiles kinds" shows the kinds and their fields. ${SECRETS_ABOUT}`,
    `The certificate's password is used to read its file and not kept. ${RIGHTS}`,
  ],
  options: [
    {
      term: '--kind KIND',
      text: 'what the profile opens and how, such as graphql-client-secret or kmd-logic. Required',
    },
    { term: '--for REGISTERS', text: 'CPR, CVR, BFE, or several apart by commas. Required' },
    CERTIFICATE_HELP,
    FILE_HELP,
    ...SERVER_HELP,
  ],
  examples: [
    {
      term: 'contact-sync profiles create "CVR drift" --kind graphql-client-secret --for CVR clientId=abc',
      text: 'asks for the client secret',
    },
    {
      term: 'contact-sync profiles create "CVR cert" --kind graphql-certificate --for CVR,BFE clientId=abc --certificate cvr.p12',
      text: "asks for the certificate's password",
    },
  ],
  async run(args, surroundings) {
    const { values, positionals } = readArguments(args, { ...FIELD_OPTIONS, kind: { type: 'string' } });
    const [name, ...plain] = positionals;
    if (name === undefined) throw new UsageError('name the profile');
    const kindName = required(values.kind, 'kind', 'see contact-sync profiles kinds');
    const configurationTypes = typesOf(required(values.for, 'for', 'the registers the profile is for'));
    const server = Server.find(values.url, surroundings.env);
    const kind = await findKind(server, kindName);
    const asked = [...neededSecrets(kind, plain), ...(values.secret ?? [])];
    const words = { plain, asked, files: values['secret-file'] ?? [], certificate: values.certificate };
    const fields = await givenFields(kind, words, surroundings);
    const made = await server.post<Profile>(PROFILES, { name, kind: kind.kind, configurationTypes, fields });
    return told(made, values.json, surroundings);
  },
};

export const editProfile: Command = {
  name: 'profiles edit',
  usage: 'NAME [FIELD=VALUE ...] [--secret FIELD]',
  summary: 'change an authentication profile; what is not named stays',
  about: [
    `Changes a profile. FIELD= without a value takes a field away. ${SECRETS_ABOUT}`,
    `A change of the place that secrets are sent to asks for them anew. A profile that is in use keeps its name. ${RIGHTS}`,
  ],
  options: [
    { term: '--rename NAME', text: 'another name' },
    { term: '--for REGISTERS', text: 'the registers it is for from now on' },
    { term: '--secret FIELD', text: 'ask for a new value of a secret; may stand several times' },
    FILE_HELP,
    ...SERVER_HELP,
  ],
  examples: [
    { term: 'contact-sync profiles edit "CVR drift" --secret clientSecret', text: 'a new client secret' },
    { term: 'contact-sync profiles edit "CVR drift" secretExpires=2028-11-01', text: 'the last day of the secret' },
  ],
  async run(args, surroundings) {
    const { values, positionals } = readArguments(args, { ...FIELD_OPTIONS, rename: { type: 'string' } });
    const [name, ...plain] = positionals;
    const server = Server.find(values.url, surroundings.env);
    const profile = await findProfile(server, name);
    const kind = await findKind(server, profile.kind);
    if (values.certificate !== undefined)
      throw new UsageError('a certificate is replaced by profiles replace-certificate');
    const words = { plain, asked: values.secret ?? [], files: values['secret-file'] ?? [], certificate: undefined };
    const fields = await givenFields(kind, words, surroundings);
    const changed = await server.patch<Profile>(`${PROFILES}/${profile.id}`, {
      version: profile.version,
      ...(values.rename !== undefined && { name: values.rename }),
      ...(values.for !== undefined && { configurationTypes: typesOf(values.for) }),
      ...(Object.keys(fields).length > 0 && { fields }),
    });
    return told(changed, values.json, surroundings);
  },
};

export const replaceCertificate: Command = {
  name: 'profiles replace-certificate',
  usage: 'NAME --certificate FILE',
  summary: 'put another certificate into a profile, which stays chosen where it is',
  about: [`Reads the file, checks that it can be used now, and puts it in the place of the one before. ${RIGHTS}`],
  options: [
    CERTIFICATE_HELP,
    { term: '--secret-file password=FILE', text: "the certificate's password from a file" },
    ...SERVER_HELP,
  ],
  examples: [
    {
      term: 'contact-sync profiles replace-certificate "CVR cert" --certificate new.p12',
      text: 'asks for its password',
    },
  ],
  async run(args, surroundings) {
    const { values, positionals } = readArguments(args, FIELD_OPTIONS);
    if (positionals.length > 1) throw new UsageError('name one profile');
    const file = required(values.certificate, 'certificate', 'the file of the new certificate');
    const server = Server.find(values.url, surroundings.env);
    const profile = await findProfile(server, positionals[0]);
    const kind = await findKind(server, profile.kind);
    const words = { plain: [], asked: ['password'], files: values['secret-file'] ?? [], certificate: file };
    const { certificate, password } = await givenFields(kind, words, surroundings);
    const path = `${PROFILES}/${profile.id}/certificate`;
    const changed = await server.put<Profile>(path, { version: profile.version, certificate, password });
    return told(changed, values.json, surroundings);
  },
};

export const deleteProfile: Command = {
  name: 'profiles delete',
  usage: 'NAME',
  summary: 'delete an authentication profile that nothing uses',
  about: [`Deletes a profile with its secrets. One that is in use is left: choose another one there first. ${RIGHTS}`],
  options: SERVER_HELP,
  examples: [{ term: 'contact-sync profiles delete "CVR old"', text: 'the profile of this name' }],
  async run(args, { env, output }) {
    const { values, positionals } = readArguments(args, SERVER_OPTIONS);
    if (positionals.length > 1) throw new UsageError('name one profile');
    const server = Server.find(values.url, env);
    const { id, name, version } = await findProfile(server, positionals[0]);
    await server.delete(`${PROFILES}/${id}`, 'deleted at the command line', { version });
    output.write(values.json === true ? asJson({ deleted: id }) : `${name}: deleted\n`);
    return EXIT.done;
  },
};

function told(profile: Profile, json: boolean | undefined, { output }: Surroundings): ExitCode {
  output.write(json === true ? asJson(profile) : profileText(profile));
  return EXIT.done;
}
