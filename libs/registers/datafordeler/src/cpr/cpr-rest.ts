import { CallFailed, type CallAnswer } from '@contact-sync/outbound';
import { inLists } from '../graphql/list-document';
import { callRest, objectOf, type RestOptions } from '../rest/certified-call';
import { NOBODY } from './nobody';

const PERSONS = '/CPR/CprPersonFullComplete/1/REST/PersonFullListComplete';

/** A page holds few where nothing is said. */
const PAGE_SIZE = 500;

/**
 * REST CprPersonFullComplete with a client certificate, for authorities. Datafordeler closes it on 15 January 2027. It takes
 * person numbers in its address only: no address goes further than to the connection.
 */
export class CprRest {
  private isServed = false;

  constructor(private readonly options: RestOptions) {}

  /** Answers of the service, each of up to a hundred numbers. Who is unknown is missing. */
  async answers(numbers: readonly string[], signal?: AbortSignal): Promise<object[]> {
    const answers: object[] = [];
    for (const list of inLists([...new Set(numbers)])) {
      const answer = await this.asked(list, signal);
      if (answer.status === 404) {
        this.assertServed(list);
        continue;
      }
      answers.push(objectOf(answer, this.options.now()));
      this.isServed = true;
    }
    return answers;
  }

  /** Proves that the certificate is taken, without looking anybody up. */
  async testConnection(signal?: AbortSignal): Promise<void> {
    const answer = await this.asked([NOBODY], signal);
    if (answer.status !== 404) objectOf(answer, this.options.now());
  }

  /**
   * The service says 404 where nobody is found, and so does a host that has the service no more. That none of several
   * numbers is known is believed of a service that has answered before.
   */
  private assertServed(numbers: readonly string[]): void {
    if (this.isServed || numbers.length === 1) return;
    throw new CallFailed('wrong', 'version-retired', {
      said: 'the service knows nobody of many; it is there no more, or its address is misspelt',
    });
  }

  private asked(numbers: readonly string[], signal: AbortSignal | undefined): Promise<CallAnswer> {
    const parameters = {
      'pnr.personnummer.wi': numbers.join('|'),
      page: '1',
      pageSize: String(PAGE_SIZE),
      format: 'json',
    };
    return callRest(this.options, PERSONS, parameters, signal);
  }
}
