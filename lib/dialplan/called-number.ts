/** Where a provider says which of our numbers was called. */
export enum CalledNumber {
  /** In the request URI, as RFC 3261 has it. */
  REQUEST_URI = 'request-uri',
  /** In the header `To`; the request URI holds the user that registered. */
  TO = 'To',
  /** In the header `P-Called-Party-ID` (RFC 7315); the request URI holds the user that registered. */
  P_CALLED_PARTY_ID = 'P-Called-Party-ID',
}
