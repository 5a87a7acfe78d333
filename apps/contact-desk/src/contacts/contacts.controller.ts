import { findContacts, findEdited, type Reader, readContact, readHistory } from '@contact-sync/contact-register';
import { inTransaction } from '@contact-sync/database';
import { Access, Caller, type Principal, Problem } from '@contact-sync/service';
import { Body, Controller, Get, Headers, HttpCode, Inject, Param, Post, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiHeader, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Pool } from 'pg';
import { CursorSeal } from '../cursors/cursor-seal';
import { openCursor } from '../cursors/open-cursor';
import { NOW } from '../now';
import { ContactAnswer, ContactPage } from './contact-answer';
import { FindContacts, HistoryQuery, purposeOf, ReadContact } from './contact-request';
import { EditedPage } from './edit-answer';
import { FindEdited } from './edit-request';
import { HistoryPage } from './history-answer';

/**
 * Reading contacts (REG-6). Every person shown is recorded in the transaction of the read, which has committed before
 * anything is answered (REG-7). Codes and names come in the body, never in an address.
 */
@ApiTags('contacts')
@ApiBearerAuth()
@Access('LOOKUP')
@Controller('contact-desk/contacts')
export class ContactsController {
  constructor(
    private readonly pool: Pool,
    private readonly seal: CursorSeal,
    @Inject(NOW) private readonly now: () => Date,
  ) {}

  @Post('read')
  @HttpCode(200)
  @ApiOperation({ summary: 'One contact with all that is shown of it, by id, code or previous code' })
  @ApiOkResponse({ type: ContactAnswer })
  async read(
    @Body() { id, nameType = '', nameCode = '', purpose }: ReadContact,
    @Caller() caller: Principal,
  ): Promise<ContactAnswer> {
    const address = id === undefined ? { key: { nameType, nameCode } } : { id };
    const contact = await inTransaction(this.pool, (tx) =>
      readContact(tx, readerOf(caller, purpose), address, this.now()),
    );
    if (contact === undefined) throw new Problem(404, 'There is no such contact', { code: 'unknown-contact' });
    return contact;
  }

  @Post('find')
  @HttpCode(200)
  @ApiOperation({ summary: 'Contacts that have or had a code, or whose name begins like this' })
  @ApiOkResponse({ type: ContactPage })
  async find(
    @Body() { nameType, nameCode, name, limit, cursor, purpose }: FindContacts,
    @Caller() caller: Principal,
  ): Promise<ContactPage> {
    const reader = readerOf(caller, purpose);
    const list = JSON.stringify(['contacts', nameType, nameCode, name, reader.seesProtected]);
    const place = openCursor<{ after: string }>(this.seal, cursor, list);
    const page = { limit, ...(place === undefined ? {} : { after: place.after }) };
    const query =
      nameCode === undefined
        ? { ...page, namePrefix: name ?? '', ...(nameType === undefined ? {} : { nameType }) }
        : { ...page, nameCode, nameType: nameType ?? '' };
    const contacts = await inTransaction(this.pool, (tx) => findContacts(tx, reader, query, this.now()));
    const last = nameCode === undefined && contacts.length === limit ? contacts.at(-1) : undefined;
    return { contacts, ...(last === undefined ? {} : { next: this.seal.seal({ after: last.id }, list) }) };
  }

  @Post('find-edited')
  @HttpCode(200)
  @ApiOperation({
    summary: 'Contacts of which something typed differs from what their register says, with the differences',
  })
  @ApiOkResponse({ type: EditedPage })
  async findEdited(
    @Body() { register, group, limit, cursor, purpose }: FindEdited,
    @Caller() caller: Principal,
  ): Promise<EditedPage> {
    const reader = readerOf(caller, purpose);
    const list = JSON.stringify(['edited', register, group, reader.seesProtected]);
    const place = openCursor<{ after: string }>(this.seal, cursor, list);
    const query = {
      limit,
      ...(register !== undefined && { register }),
      ...(group !== undefined && { group }),
      ...(place !== undefined && { after: place.after }),
    };
    const edited = await inTransaction(this.pool, (tx) => findEdited(tx, reader, query, this.now()));
    const last = edited.length === limit ? edited.at(-1) : undefined;
    return { edited, ...(last === undefined ? {} : { next: this.seal.seal({ after: last.contact.id }, list) }) };
  }

  @Get(':id/history')
  @ApiOperation({ summary: 'Every change of a contact: what, when, from which source, old and new value' })
  @ApiHeader({
    name: 'X-Purpose',
    required: true,
    description: 'Why the caller looks; percent-encoded where not plain ASCII',
  })
  @ApiOkResponse({ type: HistoryPage })
  async history(
    @Param('id') id: string,
    @Headers('x-purpose') purpose: string | undefined,
    @Query() { limit, cursor }: HistoryQuery,
    @Caller() caller: Principal,
  ): Promise<HistoryPage> {
    if (!/^\d{1,18}$/.test(id)) throw new Problem(404, 'There is no such contact', { code: 'unknown-contact' });
    const list = `history of ${id}`;
    const place = openCursor<{ below: number }>(this.seal, cursor, list);
    const reader = readerOf(caller, purposeOf(purpose));
    const changes = await inTransaction(this.pool, (tx) =>
      readHistory(tx, reader, id, { limit, ...place }, this.now()),
    );
    if (changes.length === 0 && place === undefined) {
      throw new Problem(404, 'There is no such contact', { code: 'unknown-contact' });
    }
    const last = changes.length === limit ? changes.at(-1) : undefined;
    return { changes, ...(last === undefined ? {} : { next: this.seal.seal({ below: last.version }, list) }) };
  }
}

const readerOf = ({ id, accessCodes }: Principal, purpose: string): Reader => ({
  who: id,
  purpose,
  seesProtected: accessCodes.has('PROTECTED'),
});
