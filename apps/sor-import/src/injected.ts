/** Injection token: why an address may not be called (`FaultOfAddress`). */
export const FAULT_OF_ADDRESS = Symbol('fault of address');
