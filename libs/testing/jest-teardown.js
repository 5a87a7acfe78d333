'use strict';

/** Stops and removes what the set-up started; what it found running is left running. */
module.exports = async () => globalThis.stopTestInfrastructure?.();
