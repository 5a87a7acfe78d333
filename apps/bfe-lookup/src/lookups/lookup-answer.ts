import type { PropertyKind } from '@contact-sync/registers-bfe';
import { AddressAnswer, DateAnswer } from '@contact-sync/subject-updates';
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';

/** Somebody who owns or administers a property. */
export class HolderAnswer {
  @ApiProperty({
    enum: ['company', 'person', 'in-words'],
    description: 'in-words: without a number, abroad or unknown to the registers of persons and companies',
  })
  readonly kind!: 'company' | 'person' | 'in-words';

  @ApiPropertyOptional({ description: 'CVR number of a company', example: '26911745' })
  readonly cvrNumber?: string;

  @ApiPropertyOptional()
  readonly name?: string;

  @ApiPropertyOptional()
  readonly address?: string;

  @ApiPropertyOptional({ enum: [true], description: 'Name and address of this person are protected (REG-8)' })
  readonly protected?: true;

  @ApiPropertyOptional({
    enum: [true],
    description: 'Name and address are left out, since the caller lacks the access code PROTECTED',
  })
  readonly withheld?: true;
}

export class OwnerAnswer extends HolderAnswer {
  @ApiProperty({ description: 'The owner whom authorities write to' })
  readonly primaryContact!: boolean;

  @ApiPropertyOptional({ description: "The register's code: 10-19 persons, 20-39 companies and the like" })
  readonly code?: string;

  @ApiPropertyOptional({ example: '1/2' })
  readonly share?: string;

  @ApiPropertyOptional({ example: '2019-07-01' })
  readonly since?: string;
}

const KINDS: readonly PropertyKind[] = ['land', 'flat', 'building-on-foreign-land'];

/** A property as the registers have it now. What they do not tell is left out. */
export class FoundPropertyAnswer {
  @ApiProperty({ description: 'BFE number', example: '2154708' })
  readonly bfeNumber!: string;

  @ApiPropertyOptional({ enum: KINDS })
  readonly kind?: PropertyKind;

  @ApiPropertyOptional({ description: 'As the cadastre words it', example: 'Gældende' })
  readonly status?: string;

  @ApiProperty({
    description: 'Its address, else its parcel and cadastral district',
    example: 'Skovvej 12, 2750 Ballerup',
  })
  readonly name!: string;

  @ApiPropertyOptional({ description: 'The contact that it is in our register' })
  readonly contactId?: string;

  @ApiPropertyOptional()
  readonly address?: AddressAnswer;

  @ApiPropertyOptional({ example: 'Ballerup Kommune' })
  readonly municipalityName?: string;

  @ApiPropertyOptional({ type: [String], description: 'Parcel and cadastral district', example: ['6hh, Ballerup By'] })
  readonly parcels?: readonly string[];

  @ApiPropertyOptional({ description: 'Square metres: of all parcels, or of the flat', example: '812' })
  readonly area?: string;

  @ApiPropertyOptional({ type: [String], description: 'Such as agricultural duty, or that it is divided into flats' })
  readonly notes?: readonly string[];

  @ApiPropertyOptional({ type: [String], description: 'Property numbers of before the reform' })
  readonly propertyNumbers?: readonly string[];

  @ApiPropertyOptional()
  readonly started?: DateAnswer;

  @ApiPropertyOptional({ description: 'The property has ceased' })
  readonly ended?: DateAnswer;

  @ApiPropertyOptional({ type: [OwnerAnswer], description: 'Only where they were asked for' })
  readonly owners?: readonly OwnerAnswer[];

  @ApiPropertyOptional({ type: [HolderAnswer], description: 'Only where owners were asked for' })
  readonly administrators?: readonly HolderAnswer[];

  @ApiPropertyOptional({ type: [String], description: 'What was cut or looked odd, or why it cannot be used' })
  readonly remarks?: readonly string[];
}

/** Why owners that were asked for are not in the answer. */
export class OwnersMissing {
  @ApiProperty({ example: 'http-403' })
  readonly code!: string;

  @ApiProperty()
  readonly text!: string;
}

export class LookUpAnswer {
  @ApiProperty({ enum: ['number', 'address', 'address-id'] })
  readonly match!: 'number' | 'address' | 'address-id';

  @ApiProperty({ type: [FoundPropertyAnswer] })
  readonly found!: readonly FoundPropertyAnswer[];

  @ApiPropertyOptional({ type: [String], description: 'BFE numbers that the registers have no property of' })
  readonly unknown?: readonly string[];

  @ApiPropertyOptional({ description: 'There are more at such addresses than are shown' })
  readonly more?: true;

  @ApiPropertyOptional({ description: 'Owners were asked for, and the register did not tell them' })
  readonly ownersMissing?: OwnersMissing;
}
