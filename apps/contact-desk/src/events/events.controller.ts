import { FEED_START, type FeedPlace, lastPublished, publishedEvents } from '@contact-sync/messaging';
import { Access, Problem } from '@contact-sync/service';
import { Controller, Get, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Pool } from 'pg';
import { EventPage, EventQuery } from './event-page';

/** Events out (MSG-2), for readers without a broker. They name contacts by id, so that they hold no personal data. */
@ApiTags('events')
@ApiBearerAuth()
@Access()
@Controller('contact-desk/events')
export class EventsController {
  constructor(private readonly pool: Pool) {}

  @Get()
  @ApiOperation({
    summary: 'Published events in the order of publication',
    description:
      'Begin with from=start (everything kept) or from=now, then ask with after = the `next` of the answer before. `next` keeps its meaning: a reader that stores it goes on where it was. Events come at least once over any road; `id` tells repetitions, `sequence` the order of one subject.',
  })
  @ApiOkResponse({ type: EventPage })
  async read(@Query() { after, from, limit }: EventQuery): Promise<EventPage> {
    if (after !== undefined && from !== undefined) throw new Problem(400, 'Give either after or from');
    const { events, next } = await publishedEvents(this.pool, { after: after ?? (await this.begin(from)), limit });
    return { events: events.map((event) => JSON.parse(event) as Record<string, unknown>), next };
  }

  private begin(from: EventQuery['from']): Promise<FeedPlace> {
    return from === 'now' ? lastPublished(this.pool) : Promise.resolve(FEED_START);
  }
}
