import { Access, Caller, languageOf, type Principal } from '@contact-sync/service';
import {
  Body,
  Controller,
  Delete,
  Get,
  HttpCode,
  Inject,
  Param,
  ParseUUIDPipe,
  Patch,
  Post,
  Put,
  Query,
  Req,
} from '@nestjs/common';
import {
  ApiConflictResponse,
  ApiCreatedResponse,
  ApiNoContentResponse,
  ApiOkResponse,
  ApiOperation,
  ApiTags,
  ApiUnprocessableEntityResponse,
} from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import { Pool } from 'pg';
import { NOW } from '../injected';
import { ChangeList, profileAnswer, ProfileAnswer, ProfileList } from './profile-answer';
import { listChanges } from './profile-changes';
import { type Editor, ProfileDesk } from './profile-desk';
import { ProfileStore } from './profile-store';
import { CreateProfile, DeleteQuery, EditProfile, ReplaceCertificate } from './profiles-api';

const CHANGES_SHOWN = 200;
const CONFLICT = 'Somebody has changed it meanwhile, the name is taken, or it is renamed while it is in use.';
const DOES_NOT_FIT = 'A field does not fit the kind, or the certificate cannot be used; the text says why.';

/** Authentication profiles (AUTH-1). What they keep secret goes in and never comes out. */
@ApiTags('profiles')
@Access('CONFIGADM', 'CERTADM', 'SECRETADM')
@Controller('auth-profile/profiles')
export class ProfilesController {
  constructor(
    @Inject(ProfileStore) private readonly store: ProfileStore,
    @Inject(ProfileDesk) private readonly desk: ProfileDesk,
    @Inject(Pool) private readonly pool: Pool,
    @Inject(NOW) private readonly now: () => Date,
  ) {}

  @Get()
  @ApiOperation({ summary: 'Every profile, without its secrets' })
  @ApiOkResponse({ type: ProfileList })
  async list(): Promise<ProfileList> {
    const now = this.now();
    return { profiles: (await this.store.list()).map((profile) => profileAnswer(profile, now)) };
  }

  @Post()
  @ApiOperation({ summary: 'Makes a profile' })
  @ApiCreatedResponse({ type: ProfileAnswer })
  @ApiConflictResponse({ description: 'The name is taken.' })
  @ApiUnprocessableEntityResponse({ description: DOES_NOT_FIT })
  async create(
    @Body() wish: CreateProfile,
    @Caller() caller: Principal,
    @Req() request: FastifyRequest,
  ): Promise<ProfileAnswer> {
    return profileAnswer(await this.desk.create(wish, editorOf(caller, request)), this.now());
  }

  @Get(':id')
  @ApiOperation({ summary: 'One profile, without its secrets' })
  @ApiOkResponse({ type: ProfileAnswer })
  async get(@Param('id', ParseUUIDPipe) id: string): Promise<ProfileAnswer> {
    return profileAnswer(await this.desk.get(id), this.now());
  }

  @Patch(':id')
  @ApiOperation({ summary: 'Changes a profile; what is not sent stays' })
  @ApiOkResponse({ type: ProfileAnswer })
  @ApiConflictResponse({ description: CONFLICT })
  @ApiUnprocessableEntityResponse({ description: DOES_NOT_FIT })
  async edit(
    @Param('id', ParseUUIDPipe) id: string,
    @Body() { version, ...wish }: EditProfile,
    @Caller() caller: Principal,
    @Req() request: FastifyRequest,
  ): Promise<ProfileAnswer> {
    return profileAnswer(await this.desk.edit(id, version, wish, editorOf(caller, request)), this.now());
  }

  @Put(':id/certificate')
  @ApiOperation({ summary: 'Puts another certificate in the place of the one before; the profile stays' })
  @ApiOkResponse({ type: ProfileAnswer })
  @ApiConflictResponse({ description: 'Somebody has changed it meanwhile, or its kind holds no certificate.' })
  @ApiUnprocessableEntityResponse({ description: DOES_NOT_FIT })
  async replaceCertificate(
    @Param('id', ParseUUIDPipe) id: string,
    @Body() { version, ...file }: ReplaceCertificate,
    @Caller() caller: Principal,
    @Req() request: FastifyRequest,
  ): Promise<ProfileAnswer> {
    return profileAnswer(await this.desk.replaceCertificate(id, version, file, editorOf(caller, request)), this.now());
  }

  @Delete(':id')
  @HttpCode(204)
  @ApiOperation({ summary: 'Deletes a profile that nobody uses, with its secrets' })
  @ApiNoContentResponse({ description: 'It is gone' })
  @ApiConflictResponse({ description: 'It is in use, or somebody has changed it meanwhile.' })
  async delete(
    @Param('id', ParseUUIDPipe) id: string,
    @Query() { version }: DeleteQuery,
    @Caller() { id: by }: Principal,
  ): Promise<void> {
    await this.desk.delete(id, version, by);
  }

  @Get(':id/changes')
  @ApiOperation({ summary: 'Who changed which fields, and when; also of a profile that is deleted' })
  @ApiOkResponse({ type: ChangeList })
  async changes(@Param('id', ParseUUIDPipe) id: string): Promise<ChangeList> {
    return { changes: await listChanges(this.pool, id, CHANGES_SHOWN) };
  }
}

const editorOf = ({ id }: Principal, request: FastifyRequest): Editor => ({ id, language: languageOf(request) });
