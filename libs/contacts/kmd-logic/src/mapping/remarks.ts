import { columnText, LONGEST_TEXT } from '@contact-sync/contacts-model';

/** Texts that tell what was cut or looked odd, each once. They name fields of the contract and never hold a value. */
export class Remarks {
  readonly #texts = new Set<string>();

  add(text: string): void {
    this.#texts.add(text);
  }

  /** A text as a column takes it; a cut is remarked. */
  text(field: string, value: string | undefined): string | undefined {
    return columnText(value, () => this.add(`${field} is longer than ${LONGEST_TEXT} characters and was cut`));
  }

  all(): string[] {
    return [...this.#texts];
  }
}
