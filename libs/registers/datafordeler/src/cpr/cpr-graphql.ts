import { CallFailed } from '@contact-sync/outbound';
import { GraphqlService, type GraphqlServiceOptions } from '../graphql/graphql-service';
import { inLists } from '../graphql/list-document';
import { type CprSector, personsByNumbers } from './documents';
import { NOBODY } from './nobody';

export interface CprGraphqlOptions extends Omit<GraphqlServiceOptions, 'register'> {
  readonly sector: CprSector;
}

/** CPR by GraphQL. Person numbers are sent in the body alone. */
export class CprGraphql {
  private readonly service: GraphqlService;
  private readonly document;
  private readonly listsOf;

  constructor({ sector, ...options }: CprGraphqlOptions) {
    this.service = new GraphqlService({ ...options, register: `CPR/custom/${sector}` });
    this.document = personsByNumbers(sector);
    // A company is told of one person at a time: several give an empty answer (cpr.md, 1).
    this.listsOf = sector === 'PublicSector' ? inLists<string> : singly;
  }

  /** The persons that have or had these numbers, as the service describes them. Who is unknown is missing. */
  async persons(numbers: readonly string[], signal?: AbortSignal): Promise<unknown[]> {
    const lists = this.listsOf([...new Set(numbers)]);
    const persons: unknown[] = [];
    for (const list of lists) persons.push(...(await this.asked(list, signal)));
    return persons;
  }

  /** Proves that credentials, agreement and version are right, without looking anybody up. */
  async testConnection(signal?: AbortSignal): Promise<void> {
    await this.asked([NOBODY], signal);
  }

  private async asked(numbers: readonly string[], signal: AbortSignal | undefined): Promise<unknown[]> {
    const found = (await this.service.ask(this.document, { numbers }, signal)) as { readonly nodes?: unknown };
    if (!Array.isArray(found.nodes)) {
      throw new CallFailed('unavailable', 'half-answer', { said: 'the answer holds no persons' });
    }
    return found.nodes as unknown[];
  }
}

const singly = <T>(values: readonly T[]): T[][] => values.map((value) => [value]);
