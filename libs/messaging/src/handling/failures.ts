/** No connection, 429, 5xx or a retired version: the register cannot answer anyone now. Its lane pauses. */
export class RegisterUnavailable extends Error {
  /** `register`: name of the lane. `code`: what happened, as `http-503`. `retryAfterMs`: what the register asked for. */
  constructor(
    readonly register: string,
    readonly code: string,
    readonly retryAfterMs?: number,
    options?: ErrorOptions,
  ) {
    super(`${register} is unavailable (${code})`, options);
    this.name = 'RegisterUnavailable';
  }
}

/** Credentials or agreement refused, after one token renewal. The register answers nobody until a person acts; its lane pauses. */
export class RegisterRefused extends Error {
  constructor(
    readonly register: string,
    readonly code: string,
    options?: ErrorOptions,
  ) {
    super(`${register} refuses us (${code})`, options);
    this.name = 'RegisterRefused';
  }
}

/** The store could not take the batch now: it is to be read and decided again at once. */
export class StoreBusy extends Error {
  constructor(
    readonly code: string,
    options?: ErrorOptions,
  ) {
    super(`the store is busy (${code})`, options);
    this.name = 'StoreBusy';
  }
}

/** The data of this one subject cannot be applied. */
export class SubjectRejected extends Error {
  /** The reason must hold no personal data. */
  constructor(
    readonly code: string,
    reason: string,
    options?: ErrorOptions,
  ) {
    super(reason, options);
    this.name = 'SubjectRejected';
  }
}

/** Timed out while changing something elsewhere: it may have happened or not. */
export class OutcomeUnknown extends Error {
  /** `repeatable`: doing it twice is as good as once (a subscription is; a new password is not). */
  constructor(
    readonly code: string,
    readonly repeatable: boolean,
    options?: ErrorOptions,
  ) {
    super(`the outcome is unknown (${code})`, options);
    this.name = 'OutcomeUnknown';
  }
}

/** The message does not fit its contract. No attempt will change that. */
export class ContractViolation extends Error {
  constructor(
    readonly code: string,
    reason: string,
    options?: ErrorOptions,
  ) {
    super(reason, options);
    this.name = 'ContractViolation';
  }
}
