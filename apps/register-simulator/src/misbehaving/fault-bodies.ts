import type { Target } from '../serving/simulator-context';

/** What a server says with a status that is not its routes' own: each as its kind of service does. */
export function faultBody(target: Target, status: number): { type?: string; body: string } {
  // A retired version answers a bare 404.
  if (status === 404 && (target === 'graphql' || target === 'rest')) return { body: '' };
  if (status >= 500) {
    return { type: 'text/html', body: `<html><head><title>${status}</title></head><body>${status}</body></html>` };
  }
  const json = (body: object, type = 'application/json') => ({ type, body: JSON.stringify(body) });
  switch (target) {
    case 'graphql':
    case 'rest':
      return status === 401
        ? json(
            { title: 'Access denied. No authentication method found.', status, code: 'DAF-AUTH-0005' },
            'application/problem+json',
          )
        : json({ title: 'Refused', status }, 'application/problem+json');
    case 'gateway':
      return json({ statusCode: status, message: gatewayMessage(status) });
    case 'identity':
      return json({
        error: status === 401 ? 'invalid_client' : 'temporarily_unavailable',
        error_description: 'AADB2C90000: the request was refused.',
        error_codes: [90000],
        timestamp: '2026-11-22 00:00:00Z',
        trace_id: '00000000-0000-4000-8000-000000000000',
        correlation_id: '00000000-0000-4000-8000-000000000000',
      });
    case 'token-secret':
    case 'token-certificate':
    case 'oauth2':
      return json({ error: status === 401 || status === 403 ? 'unauthorized_client' : 'temporarily_unavailable' });
    case 'sor-files':
      return { type: 'text/html', body: `<html><head><title>${status}</title></head><body>${status}</body></html>` };
    case 'odata':
      return json({ 'odata.error': { code: '', message: { lang: 'en-US', value: 'Refused.' } } });
  }
}

/** The words of the gateway's own product (Azure API Management). */
function gatewayMessage(status: number): string {
  switch (status) {
    case 401:
      return 'Unauthorized. Access token is missing or invalid.';
    case 403:
      return 'Forbidden';
    case 404:
      return 'Resource not found';
    case 429:
      return 'Rate limit is exceeded. Try again later.';
    default:
      return 'Refused';
  }
}
