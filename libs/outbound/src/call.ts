/** A call to another party's server. Bodies are bytes: who calls knows the character set. */
export interface Call {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  readonly url: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Uint8Array;
  /** Milliseconds until the whole answer must be there; the caller's default where absent. */
  readonly timeoutMs?: number;
  readonly signal?: AbortSignal;
  /** Shown in mutual TLS. */
  readonly certificate?: ClientCertificate;
  /** Whether it may be sent twice; else GET, PUT and DELETE may. A query by POST may. */
  readonly repeatable?: boolean;
}

/** A certificate chain and its private key, as PEM. */
export interface ClientCertificate {
  readonly certificate: string;
  readonly key: string;
}

/** What came back, whatever its status. */
export interface CallAnswer {
  readonly status: number;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array;
}

/**
 * Whom a failed call concerns. `unavailable`: no answer, half an answer, 429, 5xx, a retired path; the register may answer
 * later. `refused`: credentials or agreement. `wrong`: our request is wrong, a programming or configuration error.
 */
export type CallFailure = 'unavailable' | 'refused' | 'wrong';

/** A call that brought no usable answer. Its text holds no address with values in it, no secret and no personal data. */
export class CallFailed extends Error {
  /** `code`: what happened, as `http-503`, `timeout`, `half-json`, `host-not-allowed`, `certificate-expired`. `said`: words of ours, or of the other side where they are known to be harmless. */
  constructor(
    readonly failure: CallFailure,
    readonly code: string,
    readonly more: { readonly retryAfterMs?: number; readonly said?: string; readonly traceId?: string } = {},
    options?: ErrorOptions,
  ) {
    super(more.said === undefined ? code : `${code}: ${more.said}`, options);
    this.name = 'CallFailed';
  }
}

/** Makes calls to hosts that the installation allows. */
export interface Caller {
  /** Throws `CallFailed` when no whole answer came; any status is an answer. After `signal` it throws the signal's reason. */
  call(call: Call): Promise<CallAnswer>;
}

/** A call whose answer is read as it comes. */
export interface StreamCall extends Omit<Call, 'timeoutMs'> {
  /** Bytes of the body at most: more fails with `answer-too-large`. */
  readonly maxBytes: number;
  /** Milliseconds without a byte, before the answer or within it, until the call fails with `timeout`; default 30 seconds. */
  readonly idleMs?: number;
}

/** An answer whose body is still to come, whatever its status. */
export interface StreamAnswer {
  readonly status: number;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  /**
   * The body, once. Throws `CallFailed` where it ends before its length or its last chunk (`half-answer`), stands still
   * (`timeout`), is larger than allowed, or comes packed; after `signal` the signal's reason.
   */
  readonly body: AsyncIterable<Uint8Array>;
  /** Lets the rest of the body go, and its connection. Who reads the body to its end, or stops reading, need not. */
  close(): void;
}

/** Opens answers that are too large to be held. */
export interface StreamCaller {
  /** Throws `CallFailed` when no answer came; any status is an answer. After `signal` it throws the signal's reason. */
  open(call: StreamCall): Promise<StreamAnswer>;
}
