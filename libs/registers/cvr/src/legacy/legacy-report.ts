/** What became of one parameter of an old configuration (CPR-10). Values are not repeated. */
export interface LegacyParameter {
  readonly name: string;
  /**
   * - `taken`: became a setting, or a field of the drafted profile.
   * - `elsewhere`: still means something, but is set in another place now.
   * - `without meaning`: nothing reads it any more.
   * - `not understood`: left out, look at it.
   */
  readonly outcome: 'taken' | 'elsewhere' | 'without meaning' | 'not understood';
  readonly text: string;
}

/** A parameter as it stands in an old configuration. */
export interface Given {
  readonly name: string;
  readonly value: string;
}

/** Whether a value is still what the guide prints in its place, as `<UserID>`. */
export const isPlaceholder = (value: string): boolean => value === '' || /^<.*>$/s.test(value);
