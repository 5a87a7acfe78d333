/** A number that nobody has or ever had: CPR writes it for "no number". */
export const NOBODY = '0000000000';
