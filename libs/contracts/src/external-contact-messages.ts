import { ValidateBy } from 'class-validator';
import { IsCode, IsTypeLetter, PERSON_TYPE } from './contact-name';
import { IsDay, IsLine, IsOurId, IsPart, MayBeAbsent } from './field-rules';

/** A contact's name, as another system keeps it. A field left out is empty there. */
export class ExternalName {
  @MayBeAbsent() @IsLine() readonly name1?: string;
  @MayBeAbsent() @IsLine() readonly name2?: string;
}

/** A contact's main address, as another system keeps it; with the columns of our own. */
export class ExternalAddress {
  @MayBeAbsent() @IsLine() readonly address1?: string;
  @MayBeAbsent() @IsLine() readonly address2?: string;
  @MayBeAbsent() @IsLine() readonly address3?: string;
  @MayBeAbsent() @IsLine() readonly municipality?: string;
  @MayBeAbsent() @IsLine() readonly postcode?: string;
  @MayBeAbsent() @IsLine() readonly city?: string;
  @MayBeAbsent() @IsLine() readonly country_code?: string;
}

/** Where a contact is reached, as another system keeps it. */
export class ExternalContactLines {
  @MayBeAbsent() @IsLine() readonly phoneNo?: string;
  @MayBeAbsent() @IsLine() readonly fax?: string;
  @MayBeAbsent() @IsLine() readonly email?: string;
}

/** The groups of facts that another system may tell of a contact; one that is given is replaced as a whole. */
class ExternalFacts {
  @MayBeAbsent() @IsPart(() => ExternalName) readonly name?: ExternalName;
  @MayBeAbsent() @IsPart(() => ExternalAddress) readonly mainAddress?: ExternalAddress;
  @MayBeAbsent() @IsPart(() => ExternalContactLines) readonly contactLines?: ExternalContactLines;
}

/** A contact was made in another system: its id there is registered with us (MSG-3). */
export class ExternalContactCreated extends ExternalFacts {
  @IsTypeLetter() @SaysWhoOnce() readonly nameType!: string;
  @MayBeAbsent() @IsCode() readonly nameCode?: string;
  @MayBeAbsent() @IsOurId() readonly contactId?: string;
}

/** Another system changed facts of its contact. */
export class ExternalContactChanged extends ExternalFacts {}

/** A contact has ended in another system. */
export class ExternalContactEnded {
  @IsDay() readonly end!: string;
}

/** By code or by id, never both; a person is always one we have, since a person without a number is of another type. */
function SaysWhoOnce(): PropertyDecorator {
  return ValidateBy({
    name: 'saysWhoOnce',
    validator: {
      validate: (_nameType, args) => saysWhoOnce((args?.object ?? {}) as ExternalContactCreated),
      defaultMessage: () => '$property must go with nameCode or contactId, not both; with one of them where it is C',
    },
  });
}

function saysWhoOnce({ nameType, nameCode, contactId }: ExternalContactCreated): boolean {
  const given = [nameCode, contactId].filter((each) => each !== undefined).length;
  return nameType === PERSON_TYPE ? given === 1 : given <= 1;
}
