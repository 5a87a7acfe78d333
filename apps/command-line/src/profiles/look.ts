import { noPositionals, readArguments } from '../arguments';
import { SERVER_HELP, SERVER_OPTIONS, type Command } from '../command';
import { EXIT, UsageError } from '../failures';
import { Server } from '../server/server';
import { asJson } from '../text/table';
import { findProfile, type Profile, type ProfileKind, PROFILES, RIGHTS } from './profile';
import { type Expiring, expiryText, kindsText, profilesText, profileText } from './profile-text';

interface ListOptions<Answer> {
  readonly name: string;
  readonly summary: string;
  readonly about: string;
  readonly path: string;
  readonly text: (answer: Answer) => string;
}

/** A command that shows one list. */
function show<Answer>({ name, summary, about, path, text }: ListOptions<Answer>): Command {
  return {
    name: `profiles ${name}`,
    usage: '',
    summary,
    about: [about],
    options: SERVER_HELP,
    examples: [{ term: `contact-sync profiles ${name}`, text: summary }],
    async run(args, { env, output }) {
      const { values, positionals } = readArguments(args, SERVER_OPTIONS);
      noPositionals(positionals);
      const answer = await Server.find(values.url, env).get<Answer>(path);
      output.write(values.json === true ? asJson(answer) : text(answer));
      return EXIT.done;
    },
  };
}

export const listProfiles = show<{ readonly profiles: readonly Profile[] }>({
  name: 'list',
  summary: 'show the authentication profiles',
  about: `Shows every profile: its kind, the registers it is for, what of it expires, and which parts of the product use it. ${RIGHTS}`,
  path: PROFILES,
  text: ({ profiles }) => profilesText(profiles),
});

export const listKinds = show<{ readonly kinds: readonly ProfileKind[] }>({
  name: 'kinds',
  summary: 'show the kinds of profiles and their fields',
  about: 'Shows every kind with its fields, as "profiles create" and "profiles edit" take them.',
  path: '/auth-profile/profile-kinds',
  text: ({ kinds }) => kindsText(kinds),
});

export const showExpiry = show<{ readonly expiring: readonly Expiring[] }>({
  name: 'expiry',
  summary: 'show which certificates and secrets come to their end',
  about: 'Shows every certificate and secret of profiles that ends, the next first, with the days that are left.',
  path: '/auth-profile/expiry',
  text: ({ expiring }) => expiryText(expiring),
});

export const showProfile: Command = {
  name: 'profiles show',
  usage: 'NAME',
  summary: 'show one authentication profile, without its secrets',
  about: [`Shows what a profile holds. Of its secrets it tells that they are set, and never what they are. ${RIGHTS}`],
  options: SERVER_HELP,
  examples: [{ term: 'contact-sync profiles show "CVR Datafordeler"', text: 'the profile of this name' }],
  async run(args, { env, output }) {
    const { values, positionals } = readArguments(args, SERVER_OPTIONS);
    if (positionals.length > 1) throw new UsageError('name one profile');
    const profile = await findProfile(Server.find(values.url, env), positionals[0]);
    output.write(values.json === true ? asJson(profile) : profileText(profile));
    return EXIT.done;
  },
};
