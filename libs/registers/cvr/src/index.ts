export type {
  CvrProvider,
  CvrRegister,
  CvrUnit,
  EventMark,
  EventPage,
  FoundUnit,
  ReadContext,
  UnitEvent,
  UnitReading,
} from './cvr-register';
