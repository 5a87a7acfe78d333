import { type CustomLabel, deleteCustomLabel, listCustomLabels, saveCustomLabel } from '@contact-sync/contact-register';
import { inTransaction } from '@contact-sync/database';
import { Access, Problem } from '@contact-sync/service';
import { Body, Controller, Delete, Get, HttpCode, Param, Put } from '@nestjs/common';
import {
  ApiBearerAuth,
  ApiConflictResponse,
  ApiNoContentResponse,
  ApiOkResponse,
  ApiOperation,
  ApiTags,
} from '@nestjs/swagger';
import { Pool } from 'pg';
import { CustomLabelAnswer, CustomLabelBody, CustomLabelsAnswer, LABEL_KINDS, MAX_LABEL } from './custom-label';

/** Maintenance of custom labels (REG-2). */
@ApiTags('custom labels')
@ApiBearerAuth()
@Controller('contact-desk/custom-labels')
export class CustomLabelsController {
  constructor(private readonly pool: Pool) {}

  @Get()
  @Access()
  @ApiOperation({ summary: 'Every custom label' })
  @ApiOkResponse({ type: CustomLabelsAnswer })
  async list(): Promise<CustomLabelsAnswer> {
    return { customLabels: await listCustomLabels(this.pool) };
  }

  @Put(':kind/:label')
  @Access('DATAADM')
  @ApiOperation({
    summary:
      'Adds a custom label, or changes its texts. Whether a label has several values is fixed where a register writes it',
  })
  @ApiOkResponse({ type: CustomLabelAnswer })
  async save(
    @Param('kind') kind: string,
    @Param('label') label: string,
    @Body() body: CustomLabelBody,
  ): Promise<CustomLabelAnswer> {
    const key = keyOf(kind, label);
    return inTransaction(this.pool, async (tx) => {
      const known = (await listCustomLabels(tx)).find((each) => each.kind === key.kind && each.label === key.label);
      const owned = known?.register === undefined ? {} : { register: known.register, multiple: known.multiple };
      const saved = { ...key, ...body, ...owned };
      await saveCustomLabel(tx, saved);
      return saved;
    });
  }

  @ApiConflictResponse({ description: 'Contacts have this label, or a register writes it.' })
  @ApiNoContentResponse({ description: 'It is gone.' })
  @Delete(':kind/:label')
  @HttpCode(204)
  @Access('DATAADM')
  @ApiOperation({ summary: 'Removes a custom label that no contact has and no register writes' })
  async remove(@Param('kind') kind: string, @Param('label') label: string): Promise<void> {
    const outcome = await deleteCustomLabel(this.pool, keyOf(kind, label));
    if (outcome === 'unknown') throw new Problem(404, 'There is no such custom label');
    if (outcome === 'in-use') {
      throw new Problem(409, 'Contacts have this label, or a register writes it', { code: 'custom-label-in-use' });
    }
  }
}

function keyOf(kind: string, label: string): Pick<CustomLabel, 'kind' | 'label'> {
  const known = LABEL_KINDS.find((each) => each === kind);
  if (known === undefined) throw new Problem(400, `The kind of a label is ${LABEL_KINDS.join(', ')}`);
  if (label.trim() === '' || label.length > MAX_LABEL) {
    throw new Problem(400, `A label has 1 to ${MAX_LABEL} characters`);
  }
  return { kind: known, label };
}
