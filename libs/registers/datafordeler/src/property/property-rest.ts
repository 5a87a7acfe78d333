import { CallFailed } from '@contact-sync/outbound';
import { callRest, objectOf, type RestOptions } from '../rest/certified-call';
import { inLists } from '../graphql/list-document';

const CADASTRE = '/Matriklen2/Matrikel/2.0.0/rest';
const LOCATIONS = '/EBR/Ejendomsbeliggenhed/1/REST';

/** A page holds 20 where nothing is said; a list of a hundred numbers fits in this. */
const PAGE_SIZE = 1000;

/**
 * The old services of real property, with a client certificate (bfe.md, 5). They tell what is true now, in lists. An
 * unknown number is missing from the answer, so that 404 always means that the service is there no more.
 */
export class PropertyRest {
  constructor(private readonly options: RestOptions) {}

  /** Answers of BestemtFastEjendom: land, flats and buildings by their numbers, land with its parcels. */
  properties(numbers: readonly string[], signal?: AbortSignal): Promise<object[]> {
    return this.lists(`${CADASTRE}/BestemtFastEjendom`, 'BFEnr', numbers, signal);
  }

  /** Answers of Ejendomsbeliggenhed: locations by BFE number, with the address inside. */
  locations(numbers: readonly string[], signal?: AbortSignal): Promise<object[]> {
    return this.lists(`${LOCATIONS}/Ejendomsbeliggenhed`, 'BFEnr', numbers, signal);
  }

  /** Answers of BFEnrAdresse: what lies at addresses of DAR. */
  locationsAtAddresses(ids: readonly string[], signal?: AbortSignal): Promise<object[]> {
    return this.lists(`${LOCATIONS}/BFEnrAdresse`, 'AdresseId', ids, signal);
  }

  /** Answers of BFEnrAdresse: what lies at house numbers of DAR. */
  locationsAtHouseNumbers(ids: readonly string[], signal?: AbortSignal): Promise<object[]> {
    return this.lists(`${LOCATIONS}/BFEnrAdresse`, 'HusnummerId', ids, signal);
  }

  private async lists(
    path: string,
    parameter: string,
    values: readonly string[],
    signal: AbortSignal | undefined,
  ): Promise<object[]> {
    const answers: object[] = [];
    for (const list of inLists([...new Set(values)])) {
      const parameters = { [parameter]: list.join('|'), page: '1', pagesize: String(PAGE_SIZE), format: 'json' };
      const answer = await callRest(this.options, path, parameters, signal);
      if (answer.status === 404 || answer.status === 410) {
        throw new CallFailed('wrong', 'version-retired', {
          said: 'the service is there no more, or its address is misspelt',
        });
      }
      answers.push(objectOf(answer, this.options.now()));
    }
    return answers;
  }
}
