import { AddressAnswer, DateAnswer } from '@contact-sync/subject-updates';
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import type { RelatedRole } from '../asking/person-reading';

const ROLES: readonly RelatedRole[] = ['spouse', 'child', 'mother', 'father', 'custodian', 'guardian'];

export class StatusAnswer {
  @ApiProperty({ description: 'Two digits', example: '01' })
  readonly code!: string;

  @ApiPropertyOptional({ description: 'Whether the number is in use; absent for a code that is not known here' })
  readonly active?: boolean;

  @ApiPropertyOptional({ example: 'Bopæl i dansk folkeregister' })
  readonly da?: string;

  @ApiPropertyOptional({ example: 'Registered with residence in Danish population register' })
  readonly en?: string;

  @ApiPropertyOptional()
  readonly since?: DateAnswer;
}

/** A person as CPR has them now. What it does not tell is left out. */
export class PersonAnswer {
  @ApiProperty({ description: 'The number that is valid now', example: '6101801234' })
  readonly personNumber!: string;

  @ApiPropertyOptional({ description: 'First and middle names', example: 'Anna' })
  readonly name1?: string;

  @ApiPropertyOptional({ description: 'Surname', example: 'Holm' })
  readonly name2?: string;

  @ApiPropertyOptional({ description: 'The name as CPR writes it on letters', example: 'Holm,Anna' })
  readonly text?: string;

  @ApiPropertyOptional()
  readonly address?: AddressAnswer;

  @ApiPropertyOptional({ enum: [true], description: 'Name and address of this person are protected (REG-8)' })
  readonly protected?: true;

  @ApiPropertyOptional()
  readonly protectedSince?: DateAnswer;

  @ApiPropertyOptional({
    enum: [true],
    description: 'Name and address are left out, since the caller lacks the access code PROTECTED',
  })
  readonly withheld?: true;

  @ApiPropertyOptional()
  readonly status?: StatusAnswer;

  @ApiPropertyOptional()
  readonly born?: DateAnswer;

  @ApiPropertyOptional({ enum: ['M', 'K'], description: 'M man, K woman' })
  readonly gender?: 'M' | 'K';

  @ApiPropertyOptional()
  readonly position?: string;

  @ApiPropertyOptional({ description: "CPR's letter", example: 'G' })
  readonly civilStatus?: string;

  @ApiPropertyOptional({ type: [String], description: 'Numbers that the person had before' })
  readonly earlierNumbers?: readonly string[];

  @ApiPropertyOptional({ description: 'The contact that the person is in our register', example: '4711' })
  readonly contactId?: string;

  @ApiPropertyOptional({ enum: [true], description: 'Our contact is only referred to, and was never imported' })
  readonly placeholder?: true;
}

/** Somebody whom the person's records name. */
export class RelatedPersonAnswer {
  @ApiProperty({ enum: ROLES, isArray: true, description: 'What they are to the person' })
  readonly roles!: readonly RelatedRole[];

  @ApiPropertyOptional({ description: 'Absent for those who are known by name only', example: '6202501234' })
  readonly personNumber?: string;

  @ApiPropertyOptional({ description: 'As the records of the person name them' })
  readonly name?: string;

  @ApiPropertyOptional({
    enum: [true],
    description:
      'The name is left out: whether it is protected is known only of those who are looked up, and the caller lacks the access code PROTECTED',
  })
  readonly withheld?: true;

  @ApiPropertyOptional({ description: 'The contact that they are in our register', example: '4712' })
  readonly contactId?: string;

  @ApiPropertyOptional({ description: 'As CPR has them; absent where they were not looked up' })
  readonly person?: PersonAnswer;
}

/** Why relatives were not looked up. */
export class RelatedMissing {
  @ApiProperty({ example: 'timeout' })
  readonly code!: string;

  @ApiProperty()
  readonly text!: string;
}

export class LookUpAnswer {
  @ApiProperty()
  readonly person!: PersonAnswer;

  @ApiPropertyOptional({ enum: [true], description: 'The person has another number now than the one looked up' })
  readonly numberChanged?: true;

  @ApiPropertyOptional({ type: [RelatedPersonAnswer], description: 'Relatives, where they were asked for' })
  readonly related?: readonly RelatedPersonAnswer[];

  @ApiPropertyOptional({ enum: [true], description: 'There are more relatives than are looked up' })
  readonly more?: true;

  @ApiPropertyOptional({ description: 'Relatives were asked for, and CPR did not tell of them' })
  readonly relatedMissing?: RelatedMissing;

  @ApiProperty({ type: [String], description: 'What was cut or looked odd' })
  readonly remarks!: readonly string[];
}
