/** The lane that CVR's tasks wait in, whichever the provider. */
export const CVR_LANE = 'cvr';
