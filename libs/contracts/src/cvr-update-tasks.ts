import { Matches } from 'class-validator';
import { IsDay, IsOurId, MayBeAbsent } from './field-rules';

/** Read a company or production unit from CVR again and apply what it is now (CVR-5). */
export class UpdateCompany {
  @IsOurId() readonly contactId!: string;
  /** The reading of the register's events that asked for it; older tasks are obsolete. */
  @MayBeAbsent() @Matches(/^\d{1,18}$/) readonly activeTasksToken?: string;
  /** The register's event says that the unit ceased on this day. */
  @MayBeAbsent() @IsDay() readonly ceased?: string;
}

/** As `UpdateCompany`, on the day when something that was told ahead takes effect. */
export class RereadCompany {
  @IsOurId() readonly contactId!: string;
}

/** As `UpdateCompany`, because somebody asked for this one (REG-6, MSG-3). */
export class RefreshCompany {
  @IsOurId() readonly contactId!: string;
}

/** Write a company or production unit to the OData target as it is in our register now (CVR-8). */
export class WriteContact {
  @IsOurId() readonly contactId!: string;
}
