import type { KeptProblems } from './delivery';
import type { ErrorFile } from './error-file';
import type { Problem } from './problem';

const MOST_KEPT = 1000;

/** The problems of one import: the first thousand are kept for the report, all go to the error file. */
export class ProblemLog {
  private readonly problems: Problem[] = [];
  private beyond = 0;

  /** Without a file (preview) there is only the report. */
  constructor(private readonly file?: ErrorFile) {}

  add(problem: Problem): void {
    this.file?.add(problem);
    if (this.problems.length < MOST_KEPT) this.problems.push(problem);
    else this.beyond += 1;
  }

  /** In the order of the file; what concerns the whole file comes first. */
  kept(): KeptProblems {
    const problems = [...this.problems].sort((a, b) => (a.line ?? 0) - (b.line ?? 0));
    return { problems, beyond: this.beyond };
  }

  async close(): Promise<void> {
    await this.file?.close();
  }
}
