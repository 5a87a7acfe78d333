import { noPositionals, oneOf, readArguments } from '../arguments';
import { SERVER_HELP, SERVER_OPTIONS, type Command, type HelpLine } from '../command';
import { EXIT } from '../failures';
import { Server } from '../server/server';
import { asJson } from '../text/table';

/** The settings that both services of CVR go by. */
const SETTINGS = '/cvr-subscription/settings';
const FOLLOW = '"contact-sync cvr status --follow" shows how far it is.';

interface Switch {
  readonly name: 'disable' | 'pause' | 'resume';
  readonly summary: string;
  readonly about: readonly string[];
  readonly example: HelpLine;
  readonly settings: Readonly<Record<string, boolean>>;
  readonly said: string;
}

/** A command that changes settings and nothing else. */
function command({ name, summary, about, example, settings, said }: Switch): Command {
  return {
    name: `cvr ${name}`,
    usage: '',
    summary,
    about: [...about, 'Needs the access code DATAADM.'],
    options: SERVER_HELP,
    examples: [example],
    async run(args, { env, output }) {
      const { values, positionals } = readArguments(args, SERVER_OPTIONS);
      noPositionals(positionals);
      const answer = await Server.find(values.url, env).patch<object>(SETTINGS, settings);
      output.write(values.json === true ? asJson(answer) : `${said}\n`);
      return EXIT.done;
    },
  };
}

export const enableCvr: Command = {
  name: 'cvr enable',
  usage: '[--provider datafordeler|logic] [--profile NAME] [--look-ups-only]',
  summary: 'turn CVR integration and CVR update on',
  about: [
    'Turns look-ups and imports on, and has every company and production unit subscribed and kept up to date; new ones subscribe themselves. The contacts are read once from CVR as they are subscribed.',
    `It does not wait for that: ${FOLLOW} Needs the access code DATAADM.`,
  ],
  options: [
    { term: '--provider datafordeler|logic', text: 'where CVR is read; unchanged where it is not given' },
    { term: '--profile NAME', text: 'the authentication profile used there; unchanged where it is not given' },
    { term: '--look-ups-only', text: 'turn look-ups and imports on, and leave CVR update as it is' },
    ...SERVER_HELP,
  ],
  examples: [
    { term: 'contact-sync cvr enable --profile CVR', text: 'with the authentication profile CVR' },
    { term: 'contact-sync cvr enable --provider logic --profile Logic', text: 'through KMD Logic' },
  ],
  async run(args, { env, output }) {
    const { values, positionals } = readArguments(args, {
      ...SERVER_OPTIONS,
      provider: { type: 'string' },
      profile: { type: 'string' },
      'look-ups-only': { type: 'boolean' },
    });
    noPositionals(positionals);
    const provider = oneOf(values.provider, 'provider', ['datafordeler', 'logic']);
    const onlyLookUps = values['look-ups-only'] === true;
    const answer = await Server.find(values.url, env).patch<object>(SETTINGS, {
      cvrIntegration: true,
      ...(!onlyLookUps && { cvrUpdate: true }),
      ...(provider !== undefined && { provider }),
      ...(values.profile !== undefined && { authProfile: values.profile }),
    });
    const said = onlyLookUps ? 'CVR integration is on' : `CVR integration and CVR update are on. ${FOLLOW}`;
    output.write(values.json === true ? asJson(answer) : `${said}\n`);
    return EXIT.done;
  },
};

export const disableCvr = command({
  name: 'disable',
  summary: 'turn CVR update off',
  about: [
    `Every subscription is cancelled at the provider. The contacts stay as they are, and so do look-ups and imports. ${FOLLOW}`,
  ],
  example: { term: 'contact-sync cvr disable', text: 'nobody is kept up to date any more' },
  settings: { cvrUpdate: false },
  said: `CVR update is off; the subscriptions are being cancelled. ${FOLLOW}`,
});

export const pauseCvr = command({
  name: 'pause',
  summary: 'read no events of CVR until it is resumed',
  about: ['The subscriptions are kept, and new contacts are still subscribed.'],
  example: { term: 'contact-sync cvr pause', text: 'before work on another system that hears of every change' },
  settings: { paused: true },
  said: 'CVR update is paused; the subscriptions are kept',
});

export const resumeCvr = command({
  name: 'resume',
  summary: 'end the pause of CVR update',
  about: ['Events are read from where they were left, so that none of the pause is lost.'],
  example: { term: 'contact-sync cvr resume', text: 'after the work' },
  settings: { paused: false },
  said: 'CVR update goes on, with what happened in the pause',
});
