/** What a setting is called and what it does, for the page that edits it. */
export interface SettingText {
  readonly da: string;
  readonly en: string;
}

export type SettingKind = 'toggle' | 'choice' | 'whole-number' | 'text' | 'list';

/** One setting: its default, its texts, and what values it takes. No secrets: those belong to an authentication profile. */
export interface Setting<T> {
  readonly kind: SettingKind;
  readonly default: T;
  readonly text: SettingText;
  /** What the page needs to offer the right field: choices, least and most, longest. */
  readonly rules: Readonly<Record<string, unknown>>;
  /** Why a value cannot be taken, without repeating it; undefined when it can. */
  refuses(value: unknown): string | undefined;
}

/** Settings of one service, by name. */
export type SettingDefinitions = Readonly<Record<string, Setting<unknown>>>;

/** The values that go with the definitions. */
export type ValuesOf<D extends SettingDefinitions> = {
  readonly [K in keyof D]: D[K] extends Setting<infer T> ? T : never;
};

interface Common<T> {
  readonly default: T;
  readonly text: SettingText;
}

export function toggle({ default: preset, text }: Common<boolean>): Setting<boolean> {
  return {
    kind: 'toggle',
    default: preset,
    text,
    rules: {},
    refuses: (value) => (typeof value === 'boolean' ? undefined : 'must be true or false'),
  };
}

export function choice<const C extends readonly string[]>({
  of,
  default: preset,
  text,
}: Common<NoInfer<C[number]>> & { readonly of: C }): Setting<C[number]> {
  return {
    kind: 'choice',
    default: preset,
    text,
    rules: { of },
    refuses: (value) =>
      typeof value === 'string' && of.includes(value) ? undefined : `must be one of ${of.join(', ')}`,
  };
}

/** A whole number from `min` to `max`, both included. Say the unit in the text. */
export function wholeNumber({
  min,
  max,
  default: preset,
  text,
}: Common<number> & { readonly min: number; readonly max: number }): Setting<number> {
  const fits = (value: unknown): boolean =>
    typeof value === 'number' && Number.isSafeInteger(value) && value >= min && value <= max;
  return {
    kind: 'whole-number',
    default: preset,
    text,
    rules: { min, max },
    refuses: (value) => (fits(value) ? undefined : `must be a whole number from ${min} to ${max}`),
  };
}

interface TextRules {
  readonly maxLength: number;
  /** What the whole text must match, and how to say so. */
  readonly form?: { readonly pattern: RegExp; readonly said: string };
}

export function text({ maxLength, form, default: preset, text: texts }: Common<string> & TextRules): Setting<string> {
  return {
    kind: 'text',
    default: preset,
    text: texts,
    rules: { maxLength, ...(form && { pattern: form.pattern.source }) },
    refuses: (value) => refusesText(value, { maxLength, ...(form && { form }) }),
  };
}

/** A list of texts, each of which has the same form. */
export function list({
  maxItems,
  each,
  default: preset,
  text: texts,
}: Common<readonly string[]> & { readonly maxItems: number; readonly each: TextRules }): Setting<readonly string[]> {
  return {
    kind: 'list',
    default: preset,
    text: texts,
    rules: { maxItems, maxLength: each.maxLength, ...(each.form && { pattern: each.form.pattern.source }) },
    refuses: (value) => {
      if (!Array.isArray(value) || value.length > maxItems) return `must be a list of at most ${maxItems}`;
      return (value as readonly unknown[]).map((one) => refusesText(one, each)).find((fault) => fault !== undefined);
    },
  };
}

function refusesText(value: unknown, { maxLength, form }: TextRules): string | undefined {
  if (typeof value !== 'string' || value.length > maxLength) return `must be text of at most ${maxLength} characters`;
  if (value.includes('\u0000')) return 'must not hold the character NUL';
  if (form === undefined) return undefined;
  return new RegExp(`^(?:${form.pattern.source})$`, form.pattern.flags.replace(/[gy]/g, '')).test(value)
    ? undefined
    : form.said;
}
