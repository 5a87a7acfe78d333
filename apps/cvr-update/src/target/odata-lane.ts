/** The lane of writing to the OData target (CVR-8). */
export const ODATA_LANE = 'odata';
