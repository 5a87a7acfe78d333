import type { ForceUpdate, RegisterName } from '@contact-sync/contacts-model';

/** Settings that decide what a register's statement may change. Read anew for every batch. */
export interface RegisterSettings {
  /** REG-4: whether the next newer statement restores the register's value over one typed by hand. */
  readonly forceUpdate: Readonly<Record<RegisterName, ForceUpdate>>;
}

/** The defaults of the product: every register restores its own values. */
export const DEFAULT_SETTINGS: RegisterSettings = {
  forceUpdate: { cpr: 'J', cvr: 'J', sor: 'J', bfe: 'J' },
};
