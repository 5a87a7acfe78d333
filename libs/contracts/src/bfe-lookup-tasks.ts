import { IsOurId } from './field-rules';

/** Read a property from its registers again, since one of them said that something changed or its week is over (BFE-2). */
export class UpdateProperty {
  @IsOurId() readonly contactId!: string;
}

/** As `UpdateProperty`, because somebody asked for this one (REG-6, MSG-3). */
export class RefreshProperty {
  @IsOurId() readonly contactId!: string;
}
