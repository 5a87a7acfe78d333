import { type CallAnswer, CallFailed } from '@contact-sync/outbound';
import { callRest, objectOf, type RestOptions } from '../rest/certified-call';

type Method = 'hentVirksomhedMedCVRNummer' | 'hentProduktionsenhedMedPNummer';

const PARAMETERS: Readonly<Record<Method, string>> = {
  hentVirksomhedMedCVRNummer: 'pCVRNummer',
  hentProduktionsenhedMedPNummer: 'ppNummer',
};

/** KMD A/S - Ballerup, the guide's own test: a unit that is there for everybody. */
const KNOWN_UNIT = '1003387453';

/** REST HentCVRData with a client certificate, one unit at a time. Datafordeler closes it on 15 January 2027. */
export class CvrRest {
  private isServed = false;

  constructor(private readonly options: RestOptions) {}

  /** The answer on a company; undefined where the register says 404. It may also be an answer with an empty block. */
  company(number: string, signal?: AbortSignal): Promise<unknown> {
    return this.found('hentVirksomhedMedCVRNummer', number, signal);
  }

  productionUnit(number: string, signal?: AbortSignal): Promise<unknown> {
    return this.found('hentProduktionsenhedMedPNummer', number, signal);
  }

  /** Proves that certificate and service work. */
  async testConnection(signal?: AbortSignal): Promise<void> {
    await this.proveService(signal);
  }

  private async found(method: Method, number: string, signal?: AbortSignal): Promise<unknown> {
    const answer = await this.asked(method, number, signal);
    if (answer.status === 404) {
      // The service says 404 for an unknown number, and so does a host that has the service no more.
      if (!this.isServed) await this.proveService(signal);
      return undefined;
    }
    const body = objectOf(answer, this.options.now());
    this.isServed = true;
    return body;
  }

  private async proveService(signal?: AbortSignal): Promise<void> {
    const answer = await this.asked('hentProduktionsenhedMedPNummer', KNOWN_UNIT, signal);
    if (answer.status === 404) {
      throw new CallFailed('wrong', 'version-retired', {
        said: 'the service does not know a unit that everybody can look up; it is there no more, or its address is misspelt',
      });
    }
    objectOf(answer, this.options.now());
    this.isServed = true;
  }

  private asked(method: Method, number: string, signal?: AbortSignal): Promise<CallAnswer> {
    const parameters = { [PARAMETERS[method]]: number, format: 'json' };
    return callRest(this.options, `/CVR/HentCVRData/1/rest/${method}`, parameters, signal);
  }
}
