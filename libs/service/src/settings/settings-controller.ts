import { Body, Controller, Get, Patch, type Type } from '@nestjs/common';
import { ApiBody, ApiConflictResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Access, Caller } from '../access/access-guard';
import type { Principal } from '../access/principal';
import { Problem } from '../problems/problem';
import type { SettingDefinitions } from './setting';
import { SettingChanges, SettingList } from './setting-answer';
import type { Settings } from './settings';

const CHANGES_SHOWN = 100;

/** A controller for a service's settings: `GET` and `PATCH /<service>/settings`, and `GET …/changes`. */
export function settingsController<D extends SettingDefinitions>(
  service: string,
  definitions: D,
  settings: Settings<D>,
): Type<unknown> {
  const shown = (values: Readonly<Record<string, unknown>>): SettingList => ({
    settings: Object.entries(definitions).map(([name, { kind, text, rules }]) => ({
      name,
      kind,
      text,
      rules,
      default: settings.defaultOf(name),
      value: values[name],
    })),
  });

  @ApiTags('settings')
  @Access('DATAADM')
  @Controller(`${service}/settings`)
  class SettingsController {
    @Get()
    @ApiOperation({ summary: 'Every setting with its texts, its default and its value' })
    @ApiOkResponse({ type: SettingList })
    list(): SettingList {
      return shown(settings.current());
    }

    @ApiConflictResponse({
      description: 'The settings do not fit what is there, such as files that wait under other names.',
    })
    @Patch()
    @ApiOperation({ summary: 'Changes the settings named in the body, all of them or none' })
    @ApiBody({ schema: { type: 'object', additionalProperties: true, example: exampleOf(definitions) } })
    @ApiOkResponse({ type: SettingList })
    async change(@Body() wanted: unknown, @Caller() caller: Principal): Promise<SettingList> {
      if (typeof wanted !== 'object' || wanted === null || Array.isArray(wanted))
        throw new Problem(400, 'The body must name settings');
      return shown(await settings.change(wanted as Record<string, unknown>, caller.id));
    }

    @Get('changes')
    @ApiOperation({ summary: 'Who changed what, the newest first' })
    @ApiOkResponse({ type: SettingChanges })
    async changes(): Promise<SettingChanges> {
      return { changes: await settings.changes(CHANGES_SHOWN) };
    }
  }
  return SettingsController;
}

const exampleOf = (definitions: SettingDefinitions): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(definitions)
      .slice(0, 1)
      .map(([name, setting]) => [name, setting.default]),
  );
