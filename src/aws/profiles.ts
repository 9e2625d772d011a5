import { loadSharedConfigFiles } from '@smithy/core/config';

/**
 * Names of the profiles in the configuration files of the AWS CLI and SDKs: those that
 * AWS_CONFIG_FILE and AWS_SHARED_CREDENTIALS_FILE name, else `~/.aws/config` and
 * `~/.aws/credentials`.
 */
export async function profileNames(env: NodeJS.ProcessEnv): Promise<readonly string[]> {
  const filepath = env['AWS_SHARED_CREDENTIALS_FILE'];
  const configFilepath = env['AWS_CONFIG_FILE'];
  const { configFile, credentialsFile } = await loadSharedConfigFiles({
    ignoreCache: true,
    ...(filepath ? { filepath } : {}),
    ...(configFilepath ? { configFilepath } : {}),
  });
  // A section that is no profile comes as `sso-session.name` or `services.name`.
  const names = Object.keys(configFile).filter((name) => !/^(sso-session|services)\./.test(name));
  return [...new Set([...names, ...Object.keys(credentialsFile)])];
}
