import type { PropertyGraphql } from '@contact-sync/registers-datafordeler';
import { numberText } from '../rows';

const DAY_MS = 86_400_000;

/** Names of municipalities by their codes, kept for a day: there are some hundred, and they hardly ever change. */
export class MunicipalityNames {
  private since = 0;
  private names = new Map<string, string>();

  constructor(
    private readonly registers: Pick<PropertyGraphql, 'municipalities'>,
    private readonly now: () => Date,
  ) {}

  async of(codes: readonly string[], signal?: AbortSignal): Promise<ReadonlyMap<string, string>> {
    const at = this.now().getTime();
    if (Math.abs(at - this.since) >= DAY_MS) {
      this.since = at;
      this.names = new Map();
    }
    const unknown = codes.filter((code) => !this.names.has(code));
    for (const { kommunekode, navn } of await this.registers.municipalities(unknown, signal)) {
      const code = numberText(kommunekode)?.padStart(4, '0');
      if (code !== undefined && navn !== undefined && navn !== null) this.names.set(code, navn);
    }
    return this.names;
  }
}
