import type { ImportProblem, KeptProblems } from './import-record';

const MOST_KEPT = 1000;

/** The problems of one import: the first thousand are kept, the others counted. */
export class ProblemLog {
  private readonly problems: ImportProblem[] = [];
  private beyond = 0;

  add(problem: ImportProblem): void {
    if (this.problems.length < MOST_KEPT) this.problems.push(problem);
    else this.beyond += 1;
  }

  /** In the order of the file; what concerns the whole file comes first. */
  kept(): KeptProblems {
    const problems = [...this.problems].sort((a, b) => (a.line ?? 0) - (b.line ?? 0));
    return { problems, beyond: this.beyond };
  }
}
