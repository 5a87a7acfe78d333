import { Body, Controller, Get, Patch, type Type } from '@nestjs/common';
import { ApiBody, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Access, Caller } from '../access/access-guard';
import type { Principal } from '../access/principal';
import { Problem } from '../problems/problem';
import type { SettingDefinitions, SettingKind, SettingText } from './setting';
import type { SettingChange, Settings } from './settings';

/** A setting as the page needs it. */
interface ShownSetting {
  readonly name: string;
  readonly kind: SettingKind;
  readonly text: SettingText;
  readonly rules: Readonly<Record<string, unknown>>;
  readonly default: unknown;
  readonly value: unknown;
}

const CHANGES_SHOWN = 100;

/** A controller for a service's settings: `GET` and `PATCH /<service>/settings`, and `GET …/changes`. */
export function settingsController<D extends SettingDefinitions>(
  service: string,
  definitions: D,
  settings: Settings<D>,
): Type<unknown> {
  const shown = (values: Readonly<Record<string, unknown>>): { settings: ShownSetting[] } => ({
    settings: Object.entries(definitions).map(([name, { kind, text, rules, default: preset }]) => ({
      name,
      kind,
      text,
      rules,
      default: preset,
      value: values[name],
    })),
  });

  @ApiTags('settings')
  @Access('DATAADM')
  @Controller(`${service}/settings`)
  class SettingsController {
    @Get()
    @ApiOperation({ summary: 'Every setting with its texts, its default and its value' })
    list(): { settings: ShownSetting[] } {
      return shown(settings.current());
    }

    @Patch()
    @ApiOperation({ summary: 'Changes the settings named in the body, all of them or none' })
    @ApiBody({ schema: { type: 'object', additionalProperties: true, example: exampleOf(definitions) } })
    async change(@Body() wanted: unknown, @Caller() caller: Principal): Promise<{ settings: ShownSetting[] }> {
      if (typeof wanted !== 'object' || wanted === null || Array.isArray(wanted))
        throw new Problem(400, 'The body must name settings');
      return shown(await settings.change(wanted as Record<string, unknown>, caller.id));
    }

    @Get('changes')
    @ApiOperation({ summary: 'Who changed what, the newest first' })
    async changes(): Promise<{ changes: SettingChange[] }> {
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
