import { ApiProperty } from '@nestjs/swagger';
import type { SettingKind, SettingText } from './setting';
import type { SettingChange } from './settings';

const KINDS: readonly SettingKind[] = ['toggle', 'choice', 'whole-number', 'text', 'list'];

/** What a setting may hold: which of these, its kind says. */
const VALUE = {
  oneOf: [{ type: 'boolean' }, { type: 'string' }, { type: 'integer' }, { type: 'array', items: { type: 'string' } }],
};

class SettingTextAnswer implements SettingText {
  @ApiProperty() readonly da!: string;
  @ApiProperty() readonly en!: string;
}

/** A setting as the page needs it. */
export class SettingAnswer {
  @ApiProperty() readonly name!: string;
  @ApiProperty({ enum: KINDS }) readonly kind!: SettingKind;
  @ApiProperty({ type: SettingTextAnswer }) readonly text!: SettingText;
  @ApiProperty({ type: 'object', additionalProperties: true, description: 'Choices, least and most, longest' })
  readonly rules!: Readonly<Record<string, unknown>>;
  @ApiProperty(VALUE) readonly default!: unknown;
  @ApiProperty(VALUE) readonly value!: unknown;
}

export class SettingList {
  @ApiProperty({ type: [SettingAnswer] }) readonly settings!: readonly SettingAnswer[];
}

class SettingChangeAnswer implements SettingChange {
  @ApiProperty() readonly name!: string;
  @ApiProperty(VALUE) readonly oldValue!: unknown;
  @ApiProperty(VALUE) readonly newValue!: unknown;
  @ApiProperty({ format: 'date-time' }) readonly changedAt!: string;
  @ApiProperty({ description: 'Id of who changed it' }) readonly changedBy!: string;
}

export class SettingChanges {
  @ApiProperty({ type: [SettingChangeAnswer] }) readonly changes!: readonly SettingChange[];
}
