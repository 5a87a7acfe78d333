import type { LegacyParameter, ProfileDraft } from '@contact-sync/registers-cvr';

/** An authentication profile that an old configuration amounts to, without its secrets. */
export interface ShownDraft {
  readonly kind: string;
  readonly fields: Readonly<Record<string, string>>;
  /** Names of the secrets that were there. */
  readonly secrets: readonly string[];
}

const isSecret = (field: string): boolean => /secret|password/i.test(field);

export function shownDraft({ kind, fields }: ProfileDraft): ShownDraft {
  const all = Object.entries(fields);
  return {
    kind,
    fields: Object.fromEntries(all.filter(([field]) => !isSecret(field))),
    secrets: all.map(([field]) => field).filter(isSecret),
  };
}

/** This service keeps no secrets: they are entered where profiles are. */
export function shownReport(report: readonly LegacyParameter[]): readonly LegacyParameter[] {
  return report.map((parameter) =>
    parameter.outcome === 'taken' && isSecret(parameter.name)
      ? { ...parameter, outcome: 'elsewhere', text: 'Enter it in the authentication profile; it was not kept here' }
      : parameter,
  );
}
