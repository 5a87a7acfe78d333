import { type ExportResult, ExportResultCode } from '@opentelemetry/core';
import type { ReadableSpan, SpanExporter } from '@opentelemetry/sdk-trace-base';
import type { Logger } from '../logging/logger';

/** Says once when the collector takes no spans, and once when it takes them again, however long that lasts. */
export class TellingExporter implements SpanExporter {
  private away = false;
  private lost = 0;

  constructor(
    private readonly exporter: SpanExporter,
    private readonly logger: Logger,
  ) {}

  export(spans: ReadableSpan[], done: (result: ExportResult) => void): void {
    this.exporter.export(spans, (result) => {
      this.tell(result, spans.length);
      // A failure is told by us; the SDK has nobody to tell.
      done({ code: result.code });
    });
  }

  async forceFlush(): Promise<void> {
    await this.exporter.forceFlush?.();
  }

  shutdown(): Promise<void> {
    return this.exporter.shutdown();
  }

  private tell({ code, error }: ExportResult, count: number): void {
    if (code !== ExportResultCode.SUCCESS) {
      this.lost += count;
      if (!this.away) this.logger.warn({ error }, 'the collector takes no traces; the work goes on without');
      this.away = true;
    } else if (this.away) {
      this.logger.info({ lost: this.lost }, 'the collector takes traces again');
      this.away = false;
      this.lost = 0;
    }
  }
}
