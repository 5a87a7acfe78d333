import { Access } from '@contact-sync/service';
import { Controller, Get, Inject, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { kindList, KindList, profileChoice, ProfileChoices } from './profile-answer';
import { ProfileStore } from './profile-store';
import { ChoicesQuery } from './profiles-api';

/** What others than the administrators of profiles need of them (AUTH-4). */
@ApiTags('profiles')
@Controller('auth-profile')
export class ChoicesController {
  constructor(@Inject(ProfileStore) private readonly store: ProfileStore) {}

  @Get('profile-choices')
  @Access('DATAADM')
  @ApiOperation({ summary: 'The profiles that the settings of a register can choose from' })
  @ApiOkResponse({ type: ProfileChoices })
  async choices(@Query() { configurationType }: ChoicesQuery): Promise<ProfileChoices> {
    const profiles = await this.store.list();
    const fitting = profiles.filter(
      ({ configurationTypes }) => configurationType === undefined || configurationTypes.includes(configurationType),
    );
    return { profiles: fitting.map(profileChoice) };
  }

  @Get('profile-kinds')
  @Access()
  @ApiOperation({ summary: 'The kinds of profiles and their fields' })
  @ApiOkResponse({ type: KindList })
  kinds(): KindList {
    return kindList();
  }
}
