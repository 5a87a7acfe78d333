import { noPositionals, readArguments } from '../arguments';
import { SERVER_HELP, SERVER_OPTIONS, type Command } from '../command';
import { CommandFailure, EXIT } from '../failures';
import { Server } from '../server/server';
import { asJson, counted } from '../text/table';
import { RIGHTS } from './profile';

const POLL_MS = 200;

interface Keys {
  readonly current: string;
  readonly keys: readonly { readonly id: string; readonly profiles: number }[];
}

/** Which keys hold profiles closed, for people. */
export function keysText({ current, keys }: Keys): string {
  return keys
    .map(({ id, profiles }) => {
      if (id === current) return `${id}: current, holds ${counted(profiles, 'profile')} closed\n`;
      return profiles === 0 ? `${id}: may be dropped\n` : `${id}: still holds ${counted(profiles, 'profile')} closed\n`;
    })
    .join('');
}

export const rotateKeys: Command = {
  name: 'profiles rotate-keys',
  usage: '',
  summary: 'wrap the keys of all profiles with the current key, so that older ones may be dropped',
  about: [
    `Put a new key before the old one in AUTH_KEYS, start auth-profile again, and run this; then drop the old key. It waits for the end, and may be run again when it was cut short. ${RIGHTS}`,
  ],
  options: SERVER_HELP,
  examples: [{ term: 'contact-sync profiles rotate-keys', text: 'after a new key came first in AUTH_KEYS' }],
  async run(args, { env, output, pause }) {
    const { values, positionals } = readArguments(args, SERVER_OPTIONS);
    noPositionals(positionals);
    const server = Server.find(values.url, env);
    const { runId } = await server.post<{ readonly runId: string }>('/auth-profile/key-rotations', {});
    for (;;) {
      const { state } = await server.get<{ readonly state: string }>(`/auth-profile/runs/${runId}`);
      if (state === 'finished') break;
      if (state !== 'running')
        throw new CommandFailure(EXIT.refused, `the keys are not all rotated: the run is ${state}`);
      await pause(POLL_MS);
    }
    const keys = await server.get<Keys>('/auth-profile/keys');
    output.write(values.json === true ? asJson(keys) : keysText(keys));
    return EXIT.done;
  },
};
