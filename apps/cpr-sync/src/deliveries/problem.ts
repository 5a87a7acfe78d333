/** Something worth telling about a delivery. Says where and what, never the content: it stands in reports and files. */
export interface Problem {
  /** Line of the file from 1 (number of the record in the stream form); absent where the problem is the file's. */
  readonly line?: number;
  readonly recordType?: string;
  readonly field?: string;
  /** `error`: a person is held, or the file refused. `warning`: a field is left out. `notice`: nothing is lost. */
  readonly level: 'notice' | 'warning' | 'error';
  readonly message: string;
}
