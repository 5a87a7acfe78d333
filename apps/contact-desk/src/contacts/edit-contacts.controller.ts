import {
  createByHand,
  editByHand,
  endByHand,
  type Hand,
  type HandOutcome,
  recordAudit,
  removeReferenceByHand,
  setDateByHand,
  setInfoByHand,
  setReferenceByHand,
  undoByHand,
} from '@contact-sync/contact-register';
import type { GroupName } from '@contact-sync/contacts-model';
import { inTransaction, type Tx } from '@contact-sync/database';
import { Access, Caller, type Principal, Problem } from '@contact-sync/service';
import { Body, Controller, Delete, Headers, HttpCode, Inject, Param, Post, Put, Query } from '@nestjs/common';
import {
  ApiBearerAuth,
  ApiConflictResponse,
  ApiCreatedResponse,
  ApiHeader,
  ApiOkResponse,
  ApiOperation,
  ApiTags,
} from '@nestjs/swagger';
import { Pool } from 'pg';
import { NOW } from '../now';
import { purposeOf } from './contact-request';
import { EditAnswer } from './edit-answer';
import { editAnswerOf } from './edit-problem';
import {
  ChangeByHand,
  CreateContact,
  EditGroup,
  EditLabel,
  EditReference,
  EndContact,
  VersionQuery,
} from './edit-request';

const ID = /^\d{1,18}$/;
const PURPOSE_HEADER = {
  name: 'X-Purpose',
  required: true,
  description: 'Why the caller changes it; percent-encoded where not plain ASCII',
} as const;

/** What a change is recorded as. */
interface Change {
  readonly caller: Principal;
  readonly purpose: string;
  readonly version?: number | undefined;
  readonly action: 'create' | 'edit' | 'undo-edit' | 'end' | 'reopen';
  readonly fields: readonly string[];
}

/**
 * Changing contacts by hand (REG-4, REG-6). What a register said is kept beside what is typed. Every change of a person
 * is recorded with its purpose in the transaction that makes it (REG-7); no answer shows anything of the contact.
 */
@ApiConflictResponse({
  description: 'The contact has changed since, or is there already, or what is asked does not apply to it.',
})
@ApiTags('contacts')
@ApiBearerAuth()
@Access('CONTACTEDIT')
@Controller('contact-desk/contacts')
export class EditContactsController {
  constructor(
    private readonly pool: Pool,
    @Inject(NOW) private readonly now: () => Date,
  ) {}

  @Post()
  @ApiOperation({ summary: 'Makes a contact with typed values; its code is checked by the rules of its type' })
  @ApiCreatedResponse({ type: EditAnswer })
  create(@Body() body: CreateContact, @Caller() caller: Principal): Promise<EditAnswer> {
    const { nameType, nameCode, content, purpose } = body;
    const key = { nameType, ...(nameCode === undefined ? {} : { nameCode }) };
    return this.change({ caller, purpose, action: 'create', fields: Object.keys(content) }, (tx, hand) =>
      createByHand(tx, key, content, hand),
    );
  }

  @Put(':id/groups/:group')
  @ApiOperation({ summary: 'Types over what a group holds: name, main_address, contact_lines and others' })
  @ApiOkResponse({ type: EditAnswer })
  edit(
    @Param('id') id: string,
    @Param('group') group: string,
    @Body() { content, purpose, version }: EditGroup,
    @Caller() caller: Principal,
  ): Promise<EditAnswer> {
    return this.change({ caller, purpose, version, action: 'edit', fields: [group] }, (tx, hand) =>
      editByHand(tx, known(id), group as GroupName, content, hand),
    );
  }

  @Delete(':id/groups/:group')
  @ApiOperation({ summary: 'Gives a group back to what the register says' })
  @ApiHeader(PURPOSE_HEADER)
  @ApiOkResponse({ type: EditAnswer })
  undo(
    @Param('id') id: string,
    @Param('group') group: string,
    @Query() { version }: VersionQuery,
    @Headers('x-purpose') purpose: string | undefined,
    @Caller() caller: Principal,
  ): Promise<EditAnswer> {
    const change = { caller, purpose: purposeOf(purpose), version, action: 'undo-edit', fields: [group] } as const;
    return this.change(change, (tx, hand) => undoByHand(tx, known(id), group as GroupName, hand));
  }

  @Put(':id/labels/:kind/:label')
  @ApiOperation({ summary: 'Types the values (info) or the date (date) of a label that only people write' })
  @ApiOkResponse({ type: EditAnswer })
  editLabel(
    @Param('id') id: string,
    @Param('kind') kind: string,
    @Param('label') label: string,
    @Body() { values, date, purpose, version }: EditLabel,
    @Caller() caller: Principal,
  ): Promise<EditAnswer> {
    const fields = [kindOf(kind)];
    if ((kind === 'info' ? values : date) === undefined) {
      throw new Problem(400, kind === 'info' ? 'An info label needs values' : 'A date label needs date');
    }
    return this.change({ caller, purpose, version, action: 'edit', fields }, (tx, hand) =>
      kind === 'info'
        ? setInfoByHand(
            tx,
            known(id),
            label,
            (values ?? []).map(({ value, since }) => ({
              value,
              ...(since !== undefined && { since: { date: since } }),
            })),
            hand,
          )
        : setDateByHand(tx, known(id), label, { date: date ?? '' }, hand),
    );
  }

  @Delete(':id/labels/:kind/:label')
  @ApiOperation({ summary: 'Takes a label that only people write from the contact' })
  @ApiHeader(PURPOSE_HEADER)
  @ApiOkResponse({ type: EditAnswer })
  removeLabel(
    @Param('id') id: string,
    @Param('kind') kind: string,
    @Param('label') label: string,
    @Query() { version }: VersionQuery,
    @Headers('x-purpose') purpose: string | undefined,
    @Caller() caller: Principal,
  ): Promise<EditAnswer> {
    const fields = [kindOf(kind)];
    return this.change({ caller, purpose: purposeOf(purpose), version, action: 'edit', fields }, (tx, hand) =>
      kind === 'info' ? setInfoByHand(tx, known(id), label, [], hand) : setDateByHand(tx, known(id), label, null, hand),
    );
  }

  @Put(':id/references/:label/:other')
  @ApiOperation({ summary: 'Opens a reference to another contact under a label that only people write, or ends it' })
  @ApiOkResponse({ type: EditAnswer })
  editReference(
    @Param('id') id: string,
    @Param('label') label: string,
    @Param('other') other: string,
    @Body() { start, end, purpose, version }: EditReference,
    @Caller() caller: Principal,
  ): Promise<EditAnswer> {
    const period = {
      ...(start !== undefined && { start: { date: start } }),
      ...(end !== undefined && { end: { date: end } }),
    };
    return this.change({ caller, purpose, version, action: 'edit', fields: ['reference'] }, (tx, hand) =>
      setReferenceByHand(tx, known(id), { label, otherId: known(other) }, period, hand),
    );
  }

  @Delete(':id/references/:label/:other')
  @ApiOperation({ summary: 'Takes an open reference back that was typed by mistake' })
  @ApiHeader(PURPOSE_HEADER)
  @ApiOkResponse({ type: EditAnswer })
  removeReference(
    @Param('id') id: string,
    @Param('label') label: string,
    @Param('other') other: string,
    @Query() { version }: VersionQuery,
    @Headers('x-purpose') purpose: string | undefined,
    @Caller() caller: Principal,
  ): Promise<EditAnswer> {
    const change = { caller, purpose: purposeOf(purpose), version, action: 'edit', fields: ['reference'] } as const;
    return this.change(change, (tx, hand) =>
      removeReferenceByHand(tx, known(id), { label, otherId: known(other) }, hand),
    );
  }

  @Post(':id/end')
  @HttpCode(200)
  @ApiOperation({ summary: 'Ends a contact: it stays, and must not be added as a party any more' })
  @ApiOkResponse({ type: EditAnswer })
  end(
    @Param('id') id: string,
    @Body() { end, purpose, version }: EndContact,
    @Caller() caller: Principal,
  ): Promise<EditAnswer> {
    return this.change({ caller, purpose, version, action: 'end', fields: [] }, (tx, hand) =>
      endByHand(tx, known(id), { date: end }, hand),
    );
  }

  @Post(':id/reopen')
  @HttpCode(200)
  @ApiOperation({ summary: 'Opens what a person ended; what the register ended only the register opens' })
  @ApiOkResponse({ type: EditAnswer })
  reopen(
    @Param('id') id: string,
    @Body() { purpose, version }: ChangeByHand,
    @Caller() caller: Principal,
  ): Promise<EditAnswer> {
    return this.change({ caller, purpose, version, action: 'reopen', fields: [] }, (tx, hand) =>
      endByHand(tx, known(id), null, hand),
    );
  }

  private async change(
    { caller, purpose, version, action, fields }: Change,
    work: (tx: Tx, hand: Hand) => Promise<HandOutcome>,
  ): Promise<EditAnswer> {
    const now = this.now();
    const seesProtected = caller.accessCodes.has('PROTECTED');
    const hand = { by: caller.id, now, seesProtected, ...(version !== undefined && { version }) };
    const outcome = await inTransaction(this.pool, async (tx) => {
      const done = await work(tx, hand);
      // That a code is a contact already tells of a person too.
      if ('isPerson' in done && done.isPerson) {
        const entry = { contactId: done.contactId, action, register: 'contacts', fields };
        await recordAudit(tx, { who: caller.id, purpose }, [entry], now);
      }
      return done;
    });
    return editAnswerOf(outcome);
  }
}

/** The id as it may stand in an address; throws `Problem` 404 for what is none. */
function known(id: string): string {
  if (!ID.test(id)) throw new Problem(404, 'There is no such contact', { code: 'unknown-contact' });
  return id;
}

function kindOf(kind: string): 'info' | 'date' {
  if (kind === 'info' || kind === 'date') return kind;
  if (kind === 'reference') throw new Problem(400, 'References are typed at references/LABEL/OTHER-CONTACT');
  throw new Problem(400, 'The kind of a label is info or date');
}
