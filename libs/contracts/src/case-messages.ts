import { type ContactName, IsContactName } from './contact-name';

/** What another system says of a case besides its id: nothing (REG-5). */
export class AboutCase {}

/** What another system says of a party of a case (REG-5). */
export class AboutParty {
  @IsContactName() readonly contact!: ContactName;
}

/** A wish that a contact be read from its register again. */
export class RefreshWanted {
  @IsContactName() readonly contact!: ContactName;
}
