import { parseCprNumber, parseCvrNumber, parseSorId, readBfeNumber } from '@contact-sync/contacts-model';
import type { ContactType } from '../types/contact-types';
import type { HandFault, HandRule, HandWarning } from './hand';

/** A typed code as the register of contacts keeps it. */
export type TypedCode =
  { readonly nameCode: string; readonly warnings: readonly HandWarning[] } | { readonly fault: HandFault };

const FIELD = 'nameCode';
const MAX_CODE = 50;
const CPR = /^\d{10}$/;
/** Numbers of production units begin with 1, which keeps them apart from most person numbers. */
const PRODUCTION_UNIT = /^1\d{9}$/;

/**
 * Checks a code typed by hand against the rules of its contact type (REG-1); blanks and hyphens between digits are left
 * out. A person number is never refused for failing modulus 11, a CVR number is; a SOR id only warns.
 */
export function readTypedCode(type: ContactType, typed: string): TypedCode {
  const code = typed.trim();
  if (code === '') return refused('needed');
  if (code.length > MAX_CODE) return refused('too-long');
  const digits = code.replace(/[\s-]/g, '');
  if (!hasOwnRule(type)) return /[\u0000-\u001f\u007f]/.test(code) ? refused('text') : taken(code);
  if (!/^\d+$/.test(type.codeValidation === 'cvr' ? digits.replace(/^DK/i, '') : digits)) return refused('digits');
  const read = byRegister(type, digits);
  if ('fault' in read) return read;
  const { length } = read.nameCode;
  const fits = length === (type.codeLength ?? length) && length >= (type.codeMinLength ?? 0);
  return fits ? read : refused('digits');
}

function hasOwnRule({ codeValidation, codeLength, codeMinLength, register }: ContactType): boolean {
  return [codeValidation, codeLength, codeMinLength].some((rule) => rule !== undefined) || register === 'bfe';
}

function byRegister({ codeValidation, register }: ContactType, digits: string): TypedCode {
  switch (codeValidation) {
    case 'cpr':
      if (!CPR.test(digits)) return refused('digits');
      return parseCprNumber(digits)?.birthDate === undefined ? refused('date') : taken(digits);
    case 'cvr': {
      const cvr = parseCvrNumber(digits);
      if (cvr === undefined) return refused('digits');
      return cvr.checkDigitRight ? taken(cvr.number) : refused('check-digit');
    }
    case 'production_unit':
      return PRODUCTION_UNIT.test(digits) ? taken(digits) : refused('digits');
    case 'sor': {
      const sor = parseSorId(digits);
      if (sor === undefined) return refused('digits');
      return taken(sor.id, sor.checkDigitRight ? [] : [{ field: FIELD, rule: 'check-digit' }]);
    }
    case undefined: {
      if (register !== 'bfe') return taken(digits);
      const bfe = readBfeNumber(digits);
      return bfe === undefined ? refused('digits') : taken(bfe);
    }
  }
}

function taken(nameCode: string, warnings: readonly HandWarning[] = []): TypedCode {
  return { nameCode, warnings };
}

function refused(rule: HandRule): TypedCode {
  return { fault: { field: FIELD, rule } };
}
