/** The first run could not show what the product does; the message says why, in words for a newcomer. */
export class FirstRunFailed extends Error {}
