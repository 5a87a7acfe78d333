import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { Json } from '../changes/flat-schema';
import { AnswerChecker, type SeenAnswer } from './answer-checker';
import { MessageChecker } from './message-checker';

const FOLDER = join(__dirname, '../../../../docs/contracts');

/** What another program would see was not as it was promised. */
export class ContractBroken extends Error {
  constructor(faults: readonly string[]) {
    super(`not as docs/contracts says (npm run docs:contracts):\n  ${faults.join('\n  ')}`);
    this.name = 'ContractBroken';
  }
}

let messages: MessageChecker | undefined;
let answers: ReadonlyMap<string, AnswerChecker> | undefined;

/** Throws `ContractBroken` where a body from the broker is not what the AsyncAPI document says of its routing key. */
export function assertMessage(routingKey: string, body: string | Uint8Array): void {
  messages ??= new MessageChecker(read('asyncapi.json'));
  assertNone(messages.faults(routingKey, body));
}

/** Throws `ContractBroken` where an answer over HTTP is not what the OpenAPI document of its service says. */
export function assertAnswer(answer: SeenAnswer): void {
  answers ??= new Map(
    readdirSync(join(FOLDER, 'openapi')).map((file) => [
      basename(file, '.json'),
      new AnswerChecker(read(`openapi/${file}`)),
    ]),
  );
  assertNone(answers.get(answer.path.split('/')[1] ?? '')?.faults(answer) ?? []);
}

function read(document: string): Json {
  return JSON.parse(readFileSync(join(FOLDER, document), 'utf8')) as Json;
}

function assertNone(faults: readonly string[]): void {
  if (faults.length > 0) throw new ContractBroken(faults);
}
