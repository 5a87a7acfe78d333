import type { EditedContact, HandWarning } from '@contact-sync/contact-register';
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { ContactSummaryAnswer, ManualEditAnswer } from './contact-answer';

class HandWarningAnswer implements HandWarning {
  @ApiProperty({ example: 'nameCode' })
  readonly field!: string;

  @ApiProperty({ description: 'check-digit: the last digit does not fit the others', enum: ['check-digit'] })
  readonly rule!: 'check-digit';
}

/** What came of a change by hand. Nothing of the contact is shown. */
export class EditAnswer {
  @ApiProperty({
    description: 'The contact; the one that lives on, where the one named was superseded',
    example: '4711',
  })
  readonly contactId!: string;

  @ApiProperty({ example: 8 })
  readonly version!: number;

  @ApiProperty({ description: 'unchanged: it was so already', enum: ['created', 'changed', 'unchanged'] })
  readonly outcome!: 'created' | 'changed' | 'unchanged';

  @ApiProperty({ type: [HandWarningAnswer], description: 'What looks wrong and was taken all the same' })
  readonly warnings!: readonly HandWarningAnswer[];
}

class EditedContactAnswer implements EditedContact {
  @ApiProperty()
  readonly contact!: ContactSummaryAnswer;

  @ApiProperty({ type: [ManualEditAnswer], description: 'The groups that differ from what the register says' })
  readonly manual!: readonly ManualEditAnswer[];
}

export class EditedPage {
  @ApiProperty({ type: [EditedContactAnswer] })
  readonly edited!: readonly EditedContactAnswer[];

  @ApiPropertyOptional({ description: 'The cursor of the next page; absent on the last' })
  readonly next?: string;
}
