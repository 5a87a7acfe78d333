export { AccessGuard, Access, Caller, callerFacts, Public, signedIn } from './access/access-guard';
export { bearerOf } from './access/authenticator';
export type { Authenticator, CallerFacts } from './access/authenticator';
export { LocalAccess, SESSION_COOKIE } from './access/local-access';
export { localToken, TokenFileUnsafe } from './access/local-token';
export { OidcAccess } from './access/oidc-access';
export { openAccess } from './access/open-access';
export { ACCESS_CODES, isAccessCode } from './access/principal';
export type { AccessCode, Principal } from './access/principal';
export { SignInLinks } from './access/sign-in-links';
export { signInPath, signInRoutes } from './access/sign-in-routes';
export { FromEnv, Part } from './configuration/from-env';
export type { ConfigClass } from './configuration/from-env';
export {
  AccessConfig,
  BrokerConfig,
  DatabaseConfig,
  EndpointsConfig,
  HttpConfig,
  IntegrationsConfig,
  LogConfig,
} from './configuration/parts';
export type { AccessMode } from './configuration/parts';
export { ConfigurationFaulty, readConfig } from './configuration/read-config';
export type { Environment } from './configuration/read-config';
export { describeModule } from './http/api-description';
export { expiryMetrics } from './expiry/expiry-metrics';
export { certificateAt, databaseCertificate } from './expiry/expiry-sources';
export type { ExpirySource, ExpirySources } from './expiry/expiry-sources';
export { answerBadAddress } from './http/answer-bad-address';
export { createService } from './http/create-service';
export type { Service, ServiceOptions } from './http/create-service';
export { escapeHtml, languageOf, sendPage } from './http/html-page';
export type { HtmlPage, InBoth, Language } from './http/html-page';
export { personNumberRefused } from './http/person-number-in-url';
export { requestFacts } from './http/request-facts';
export type { RunningService } from './lifetime/running-service';
export { runUntilStopped } from './lifetime/run-until-stopped';
export type { Stoppable } from './lifetime/run-until-stopped';
export { correlated, currentCorrelation } from './logging/correlation';
export type { Correlation } from './logging/correlation';
export { createLogger } from './logging/logger';
export type { Logger, LoggerOptions } from './logging/logger';
export { NestLogger } from './logging/nest-logger';
export { redactText } from './logging/redaction';
export { inBackground, onceAScrape } from './metrics/remembered';
export { metricsText, ServiceMetrics } from './metrics/service-metrics';
export type { MetricOptions } from './metrics/service-metrics';
export { databaseCheck } from './probes/database-check';
export { HealthChecks } from './probes/health-checks';
export type { HealthCheck } from './probes/health-checks';
export { healthJson, httpStatus, mergeReports, overallStatus, PROBE_HEADERS } from './probes/health-report';
export type { CheckResult, HealthEntry, HealthReport, HealthStatus } from './probes/health-report';
export { probeRoutes } from './probes/probe-routes';
export type { ReportSource } from './probes/probe-routes';
export { Problem } from './problems/problem';
export type { FieldFault, ProblemBody, ProblemMore } from './problems/problem';
export { ProblemFilter } from './problems/problem-filter';
export { problemBody, problemOf, validationProblem } from './problems/problem-of';
export type { ProblemOf } from './problems/problem-of';
export { askToStop, findRun, listRuns } from './runs/run-record';
export type { RunFilter, RunProblem, RunProgress, RunRecord, RunState } from './runs/run-record';
export { runMigration } from './runs/run-schema';
export { Runs, RunStopped } from './runs/runs';
export type { Run, RunOutcome, RunRequest, RunsOptions } from './runs/runs';
export { runsController } from './runs/runs-controller';
export { systemClock } from './schedules/clock';
export type { Clock } from './schedules/clock';
export { danishDay, rereadTime } from './schedules/danish-day';
export { latestDue, nextDue } from './schedules/due';
export { daily, every, readRule } from './schedules/rule';
export type { ScheduleRule } from './schedules/rule';
export type { ScheduleDefinition, SchedulePlan } from './schedules/schedule';
export { ScheduleDesk } from './schedules/schedule-desk';
export type { ShownSchedule } from './schedules/schedule-desk';
export { scheduleMetrics } from './schedules/schedule-metrics';
export { scheduleMigration } from './schedules/schedule-schema';
export { Schedules } from './schedules/schedules';
export { scheduling } from './schedules/scheduling';
export { choice, list, text, toggle, wholeNumber } from './settings/setting';
export type { Setting, SettingDefinitions, SettingKind, SettingText, ValuesOf } from './settings/setting';
export { Settings } from './settings/settings';
export type { SettingChange, SettingsOptions } from './settings/settings';
export { settingsController } from './settings/settings-controller';
export { settingsMigration } from './settings/settings-schema';
export { runMetrics } from './runs/run-metrics';
export { startTracing } from './tracing/start-tracing';
export type { TracedService, Tracing } from './tracing/start-tracing';
export { TracingConfig } from './tracing/tracing-config';
