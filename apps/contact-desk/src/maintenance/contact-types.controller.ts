import { deleteContactType, listContactTypes, saveContactType } from '@contact-sync/contact-register';
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
import { ContactTypeAnswer, ContactTypeBody, ContactTypesAnswer } from './contact-type';

/** Maintenance of contact types (REG-1). */
@ApiTags('contact types')
@ApiBearerAuth()
@Controller('contact-desk/contact-types')
export class ContactTypesController {
  constructor(private readonly pool: Pool) {}

  @Get()
  @Access()
  @ApiOperation({ summary: 'Every contact type' })
  @ApiOkResponse({ type: ContactTypesAnswer })
  async list(): Promise<ContactTypesAnswer> {
    return { contactTypes: await listContactTypes(this.pool) };
  }

  @Put(':nameType')
  @Access('DATAADM')
  @ApiOperation({ summary: 'Adds a contact type, or changes the one with that letter' })
  @ApiOkResponse({ type: ContactTypeAnswer })
  async save(@Param('nameType') nameType: string, @Body() body: ContactTypeBody): Promise<ContactTypeAnswer> {
    if (!/^[A-ZÆØÅ0-9]$/.test(nameType)) throw new Problem(400, 'A contact type is one capital letter or digit');
    const type = { nameType, ...body };
    await saveContactType(this.pool, type);
    return type;
  }

  @ApiConflictResponse({ description: 'Contacts of this type exist.' })
  @ApiNoContentResponse({ description: 'It is gone.' })
  @Delete(':nameType')
  @HttpCode(204)
  @Access('DATAADM')
  @ApiOperation({ summary: 'Removes a contact type that no contact has' })
  async remove(@Param('nameType') nameType: string): Promise<void> {
    const outcome = await deleteContactType(this.pool, nameType);
    if (outcome === 'unknown') throw new Problem(404, 'There is no such contact type');
    if (outcome === 'in-use') throw new Problem(409, 'Contacts of this type exist', { code: 'contact-type-in-use' });
  }
}
