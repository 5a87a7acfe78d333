import { daysBehind } from './days-behind';

// 2026-11-23 is a Monday; Danish winter time is UTC+1.
it.each([
  ['the file of last night is here', '2026-11-24', '2026-11-25T11:00:00Z', 0],
  ['that of last night is not, at nine', '2026-11-23', '2026-11-25T08:00:00Z', 1],
  ['nor is it a minute before, when nobody misses it yet', '2026-11-23', '2026-11-25T07:59:00Z', 0],
  ['nothing comes at the weekend', '2026-11-20', '2026-11-23T11:00:00Z', 0],
  ['Friday, missed on Saturday', '2026-11-19', '2026-11-21T08:00:00Z', 1],
  ['a week', '2026-11-16', '2026-11-24T11:00:00Z', 5],
  ['Easter: Maundy Thursday to Monday', '2026-04-01', '2026-04-07T11:00:00Z', 0],
  ['and the day after it', '2026-04-01', '2026-04-08T11:00:00Z', 1],
  ['a file of a day to come, by a clock that is wrong', '2026-12-01', '2026-11-24T11:00:00Z', 0],
])('%s', (_text, newest, now, behind) => expect(daysBehind(newest, new Date(now))).toBe(behind));
