import { noPositionals, oneOf, readArguments, required } from '../arguments';
import { SERVER_HELP, SERVER_OPTIONS, type Command } from '../command';
import { PURPOSE } from '../contacts/get';
import { EXIT, UsageError } from '../failures';
import { follow, type Followed } from '../server/follow';
import { isOurId } from '../our-id';
import { Server } from '../server/server';
import { asJson, doneOf } from '../text/table';
import type { DeliveryReport } from './delivery-report';
import { wentWrong } from './delivery-report';
import type { FilesRun, LocalFiles, OrderedInput, RemoteFiles } from './files';
import { filesText, orderedText, transferText } from './files-text';
import { delivery } from './follow';
import { reportText } from './report-text';

export const listCprFiles: Command = {
  name: 'cpr files list',
  usage: '[--local]',
  summary: "list the files on CPR's server and those that wait here",
  about: [
    "Shows the files that match the pattern on CPR's file server and in the interim directory. A name in brackets is on mass storage at CPR and cannot be fetched at the moment. Nothing is ever deleted on either side: what has been dealt with is counted. Needs the access code DATAADM.",
  ],
  options: [{ term: '--local', text: 'only the files here; the server is not asked' }, ...SERVER_HELP],
  examples: [{ term: 'contact-sync cpr files list', text: 'what is there' }],
  async run(args, { env, output }) {
    const { values, positionals } = readArguments(args, { ...SERVER_OPTIONS, local: { type: 'boolean' } });
    noPositionals(positionals);
    const server = Server.find(values.url, env);
    const local = await server.get<LocalFiles>('/cpr-sync/deliveries', { limit: 1 });
    const remote = values.local === true ? undefined : await server.get<RemoteFiles>('/cpr-sync/remote-files');
    output.write(values.json === true ? asJson({ remote, local }) : filesText(remote, local));
    return EXIT.done;
  },
};

const transfer = (runId: string): Followed<FilesRun> => ({
  path: `/cpr-sync/runs/${encodeURIComponent(runId)}`,
  isUnderWay: ({ state }) => state === 'running',
  progressText: ({ progress: { done, total } }) =>
    total === null || total === 0 ? 'fetching' : `fetching: ${doneOf(done, total)}`,
});

export const fetchCprFiles: Command = {
  name: 'cpr files fetch',
  usage: '[NAME...]',
  summary: "fetch files from CPR's server and rename them there",
  about: [
    'Brings files into the interim directory, those named or all, and puts the rename prefix before their names on CPR\'s server. They are imported by "contact-sync cpr files import" or by the next nightly run. Needs the access code DATAADM.',
  ],
  options: [...SERVER_HELP],
  examples: [
    { term: 'contact-sync cpr files fetch', text: 'all that are there' },
    { term: 'contact-sync cpr files fetch D261120.L110901', text: 'one, as the list shows it' },
  ],
  async run(args, surroundings) {
    const { values, positionals } = readArguments(args, SERVER_OPTIONS);
    const server = Server.find(values.url, surroundings.env);
    const { runId } = await server.post<{ runId: string }>('/cpr-sync/remote-files/fetch', {
      ...(positionals.length > 0 && { names: positionals }),
    });
    const run = await follow(server, transfer(runId), surroundings);
    surroundings.output.write(values.json === true ? asJson(run) : transferText(run));
    return run.state === 'finished' && run.problems.length === 0 ? EXIT.done : EXIT.refused;
  },
};

export const importCprFiles: Command = {
  name: 'cpr files import',
  usage: '[NAME...] [--persons known|all] [--again] [--preview]',
  summary: 'import files that wait here',
  about: [
    'Imports files of the interim directory, those named or all that wait, and prints a report of each. "contact-sync cpr import" sends files from this machine instead. Needs the access code DATAADM.',
  ],
  options: [
    {
      term: '--persons known|all',
      text: 'only persons that are contacts, or everybody. Default: the setting filePersons',
    },
    { term: '--again', text: 'also when the same file was imported before' },
    { term: '--preview', text: 'change nothing, tell what would change' },
    ...SERVER_HELP,
  ],
  examples: [{ term: 'contact-sync cpr files import', text: 'all that wait' }],
  async run(args, surroundings) {
    const { values, positionals } = readArguments(args, {
      ...SERVER_OPTIONS,
      persons: { type: 'string' },
      again: { type: 'boolean' },
      preview: { type: 'boolean' },
    });
    const persons = oneOf(values.persons, 'persons', ['known', 'all']);
    const server = Server.find(values.url, surroundings.env);
    const asked = await server.post<readonly { readonly id: string }[]>('/cpr-sync/deliveries/import', {
      ...(positionals.length > 0 && { files: positionals }),
      ...(persons !== undefined && { persons }),
      again: values.again === true,
      preview: values.preview === true,
    });
    const reports: DeliveryReport[] = [];
    for (const { id } of asked) reports.push(await follow(server, delivery(id), surroundings));
    const text = reports.length === 0 ? 'no file waits\n' : reports.map(reportText).join('\n');
    surroundings.output.write(values.json === true ? asJson(reports) : text);
    return reports.some(wentWrong) ? EXIT.refused : EXIT.done;
  },
};

const TYPES = ['01', '06', '07'] as const;

export const sendCprFile: Command = {
  name: 'cpr files send',
  usage: '--type 01|06|07 --purpose TEXT [--delete] CONTACT...',
  summary: 'send CPR an input file about contacts',
  about: [
    "Writes an input file for CPR and puts it on its server: 01 asks for persons in a status extract, 06 creates or deletes subscriptions, 07 asks for persons' data once. Contacts are named by their ids; their numbers stand in the file alone. CPR takes input until about 11:45. Needs the access codes DATAADM and LOOKUP.",
  ],
  options: [
    { term: '--type 01|06|07', text: 'what the lines of the file ask for' },
    { term: '--delete', text: 'with 06: delete subscriptions, where the code for it is set' },
    { term: '--purpose TEXT', text: `${PURPOSE}. Required` },
    ...SERVER_HELP,
  ],
  examples: [
    { term: 'contact-sync cpr files send --type 07 --purpose "set-up" 4711 4712', text: 'the data of two persons' },
  ],
  async run(args, { env, output }) {
    const { values, positionals } = readArguments(args, {
      ...SERVER_OPTIONS,
      type: { type: 'string' },
      purpose: { type: 'string' },
      delete: { type: 'boolean' },
    });
    const type = required(oneOf(values.type, 'type', TYPES), 'type', 'what the lines of the file ask for');
    const purpose = required(values.purpose, 'purpose', PURPOSE);
    if (positionals.length === 0) throw new UsageError('name the contacts by their ids');
    if (!positionals.every(isOurId)) throw new UsageError('contacts are named by their ids, never by person numbers');
    const answer = await Server.find(values.url, env).post<OrderedInput>('/cpr-sync/input-files', {
      type,
      contactIds: positionals,
      purpose,
      ...(values.delete === true && { action: 'delete' }),
    });
    output.write(values.json === true ? asJson(answer) : orderedText(answer));
    return answer.refused.length === 0 ? EXIT.done : EXIT.refused;
  },
};
