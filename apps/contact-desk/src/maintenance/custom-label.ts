import type { CustomLabel } from '@contact-sync/contact-register';
import type { RegisterName } from '@contact-sync/contacts-model';
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsBoolean, IsNotEmpty, IsString, MaxLength } from 'class-validator';

export const LABEL_KINDS: readonly CustomLabel['kind'][] = ['info', 'date', 'reference'];
export const MAX_LABEL = 100;
const MAX_TEXT = 150;

/** What may be said of a custom label (REG-2); its kind and name stand in the address. */
export class CustomLabelBody {
  @ApiProperty({ example: 'Foretrukket sprog' })
  @IsString()
  @IsNotEmpty()
  @MaxLength(MAX_TEXT)
  readonly textDa!: string;

  @ApiProperty({ example: 'Preferred language' })
  @IsString()
  @IsNotEmpty()
  @MaxLength(MAX_TEXT)
  readonly textEn!: string;

  @ApiProperty({ description: 'A contact may have several values at a time', example: false })
  @IsBoolean()
  readonly multiple!: boolean;
}

export class CustomLabelAnswer extends CustomLabelBody implements CustomLabel {
  @ApiProperty({ enum: LABEL_KINDS, example: 'info' })
  readonly kind!: CustomLabel['kind'];

  @ApiProperty({ example: 'Sprog' })
  readonly label!: string;

  @ApiPropertyOptional({
    type: String,
    description: 'The register that writes the label; absent for labels that only people write',
  })
  readonly register?: RegisterName;
}

export class CustomLabelsAnswer {
  @ApiProperty({ type: [CustomLabelAnswer] })
  readonly customLabels!: readonly CustomLabelAnswer[];
}
