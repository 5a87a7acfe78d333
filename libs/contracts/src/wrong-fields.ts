import type { ValidationError } from 'class-validator';

/** What is wrong, one text for each rule broken: the whole path of the field and the rule, never the value. */
export function wrongFields(errors: readonly ValidationError[], within = ''): string[] {
  return errors.flatMap(({ property, constraints = {}, children = [] }) => {
    const path = `${within}${property}`;
    return [
      ...Object.values(constraints).map((text) => withPath(text, property, path)),
      ...wrongFields(children, `${path}.`),
    ];
  });
}

/** Rules say the field's own name, mostly first. */
function withPath(text: string, property: string, path: string): string {
  if (property === path) return text;
  return text.startsWith(`${property} `) ? `${path}${text.slice(property.length)}` : `${path}: ${text}`;
}
