/** Texts that tell of a cut, a gap or an oddity, each once. They hold no values. */
export class Remarks {
  readonly #texts = new Set<string>();

  readonly add = (text: string): void => void this.#texts.add(text);

  all(): string[] {
    return [...this.#texts];
  }
}
