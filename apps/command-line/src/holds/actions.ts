import { readArguments } from '../arguments';
import { SERVER_HELP, SERVER_OPTIONS, type Command } from '../command';
import { EXIT, UsageError } from '../failures';
import { isOurId } from '../our-id';
import { Server } from '../server/server';
import { asJson } from '../text/table';

interface HoldAction {
  readonly name: 'retry' | 'release';
  readonly summary: string;
  readonly about: string;
  /** What is then so, for people. */
  readonly said: string;
}

/** A command that does one thing to the holds named, one after the other; it stops at the first refusal. */
function action({ name, summary, about, said }: HoldAction): Command {
  return {
    name: `holds ${name}`,
    usage: 'ID...',
    summary,
    about: [about, 'The ids are those that "contact-sync holds list" shows. Needs the access code QUEUEDESK.'],
    options: SERVER_HELP,
    examples: [{ term: `contact-sync holds ${name} 12`, text: `${name} one hold` }],
    async run(args, { env, output }) {
      const { values, positionals } = readArguments(args, SERVER_OPTIONS);
      if (positionals.length === 0) throw new UsageError('name the id or ids of the holds');
      if (!positionals.every(isOurId)) throw new UsageError('an id is the number that "contact-sync holds list" shows');
      const server = Server.find(values.url, env);
      for (const id of positionals) {
        await server.post(`/contact-desk/holds/${id}/${name}`, {});
        if (values.json !== true) output.write(`${id}: ${said}\n`);
      }
      if (values.json === true) output.write(asJson({ [name]: positionals }));
      return EXIT.done;
    },
  };
}

export const retryHold = action({
  name: 'retry',
  summary: 'read held persons again in their file and apply what stands there now',
  about:
    'Has a held person read again in the file that the hold names: after the file was mended, or a setting changed. What applies releases the hold; nobody else in the file is touched. A person whose records are still bad stays held. When the file is gone the task is parked: see queue list.',
  said: 'is tried again',
});
export const releaseHold = action({
  name: 'release',
  summary: 'end holds that no longer matter',
  about: 'Ends a hold and applies nothing: what the register says next of the subject decides.',
  said: 'released',
});
