import { Matches, ValidateBy } from 'class-validator';
import { IsFilledLine, IsOurId, IsPart, MAX_ATTRIBUTE, MayBeAbsent } from './field-rules';

/** The type of contact whose code is a person number. Its letter is no setting (REG-1). */
export const PERSON_TYPE = 'C';

/** The type of contact whose code, a production unit's number, has the shape of a person number. */
const PRODUCTION_UNIT_TYPE = 'V';
const PERSON_NUMBER = /^\d{10}$/;

/** A production unit's number. */
export const PRODUCTION_UNIT = /^1\d{9}$/;

/**
 * A contact as another system names it (MSG-3), in exactly one way: our id, an id registered under the sender's source,
 * or type and code. By code a person (type C) is named in an HTTPS body only, which `decode` sees to.
 */
export class ContactName {
  @MayBeAbsent() @IsOurId() readonly contactId?: string;
  @MayBeAbsent() @IsFilledLine(MAX_ATTRIBUTE) readonly externalId?: string;
  @MayBeAbsent() @IsTypeLetter() readonly nameType?: string;
  @MayBeAbsent() @IsCode() readonly nameCode?: string;
}

/** A contact, named in exactly one way. */
export function IsContactName(): PropertyDecorator {
  const part = IsPart(() => ContactName);
  const oneWay = ValidateBy({
    name: 'namesOneContact',
    validator: {
      validate: namesOneContact,
      defaultMessage: () =>
        '$property must name a contact in exactly one way: by contactId, by externalId, or by nameType and nameCode',
    },
  });
  return (target, property) => [part, oneWay].forEach((rule) => rule(target, property));
}

/** The letter of a contact type. */
export function IsTypeLetter(): PropertyDecorator {
  return Matches(/^[A-Za-zÆØÅæøå0-9]$/, { message: '$property must be the letter of a contact type' });
}

/** What a contact of the `nameType` beside it is known by; whether the type knows such a code is decided where it is used. */
export function IsCode(): PropertyDecorator {
  const line = IsFilledLine(30);
  const shape = ValidateBy({
    name: 'isCodeOfType',
    validator: {
      validate: (code, args) => isCodeOfType((args?.object as ContactName | undefined)?.nameType, code),
      defaultMessage: () => '$property must fit its nameType: ten digits for C, ten digits beginning with 1 for V',
    },
  });
  return (target, property) => [line, shape].forEach((rule) => rule(target, property));
}

function isCodeOfType(nameType: unknown, code: unknown): boolean {
  if (typeof code !== 'string') return false;
  if (nameType === PERSON_TYPE) return PERSON_NUMBER.test(code);
  return nameType !== PRODUCTION_UNIT_TYPE || PRODUCTION_UNIT.test(code);
}

function namesOneContact(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false;
  const { contactId, externalId, nameType, nameCode } = value as ContactName;
  if ((nameType === undefined) !== (nameCode === undefined)) return false;
  return [contactId, externalId, nameCode].filter((way) => way !== undefined).length === 1;
}
