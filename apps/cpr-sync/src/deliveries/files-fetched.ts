/** What one step of a batch run came to. */
interface StepTaken<Step extends string> {
  readonly step: Step;
  readonly outcome: 'done' | 'skipped' | 'failed';
  readonly text: string;
}

/** Stage 1 of a batch run: what came of its two steps, and of the files that were left. */
export interface FilesFetched {
  readonly connect: StepTaken<'connect'>;
  readonly getAll: StepTaken<'get all files'>;
  readonly problems: readonly { readonly code: string; readonly subject?: string; readonly text: string }[];
}
