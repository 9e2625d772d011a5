import { mockClient as stub } from 'aws-sdk-client-mock';
import { afterAll } from 'vitest';

/**
 * Mocks a client for a file of tests, and no longer: files share their modules, and the next one's
 * clients may reach a server.
 */
export const mockClient = ((...given: Parameters<typeof stub>) => {
  const mock = stub(...given);
  afterAll(() => {
    mock.restore();
  });
  return mock;
}) as typeof stub;
