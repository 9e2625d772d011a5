import { execFile } from 'node:child_process';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';

import { bucket, sandbox } from './instance.ts';
import { sitePackages } from './python.ts';
import { useInstance } from './use-instance.ts';

const here = useInstance();

const own = { Key: 'labs:sandbox', Value: sandbox };

/** Runs Python as a kernel of the instance does, and gives the JSON it prints. */
async function inKernel(
  code: string,
  other: Readonly<Record<string, string>> = {},
): Promise<unknown> {
  const ofHooks = Object.entries(here.instance.env).filter(([name]) => !name.startsWith('LABS_'));
  const env = { ...Object.fromEntries(ofHooks), ...other };
  const { stdout } = await promisify(execFile)(here.instance.python, ['-c', code], { env });
  return JSON.parse(stdout) as unknown;
}

/** What calls send as tags: each as `<service>.<method>(<arguments>)`. */
function sent(
  calls: readonly string[],
  other: Readonly<Record<string, string>> = {},
): Promise<unknown> {
  return inKernel(
    `
import boto3, json

class Sent(Exception):
    pass

def capture(params, **_):
    raise Sent(params["body"])

class Service:
    def __init__(self, name):
        self.client = boto3.client(name, region_name="us-east-1")
        self.client.meta.events.register("before-call", capture)

    def __getattr__(self, method):
        return lambda **arguments: self.tags(getattr(self.client, method), arguments)

    def tags(self, call, arguments):
        try:
            call(**arguments)
        except Sent as sent:
            body = json.loads(sent.args[0] or "{}")
            return body.get("Tags", body.get("tags"))

class Services(dict):
    def __missing__(self, name):
        self[name] = Service(name)
        return self[name]

services = Services()
said = [eval(call, {"__builtins__": {}}, services) for call in ${JSON.stringify(calls)}]
print(json.dumps(said))
`,
    other,
  );
}

const endpoint = 'sagemaker.create_endpoint(EndpointName="e", EndpointConfigName="c"';

test('every create call is tagged, whatever its service calls a tag', async () => {
  await here.boot();
  const calls: Readonly<Record<string, unknown>> = {
    [`${endpoint})`]: [own],
    [`${endpoint}, Tags=[])`]: [own],
    [`${endpoint}, Tags=[{"Key": "a", "Value": "b"}])`]: [{ Key: 'a', Value: 'b' }, own],
    [`${endpoint}, Tags=[{"Key": "labs:sandbox", "Value": "x"}])`]: [{ ...own, Value: 'x' }],
    'sagemaker.create_model(ModelName="m", ExecutionRoleArn="arn:aws:iam::111122223333:role/r")': [
      own,
    ],
    'sagemaker.register_devices(DeviceFleetName="f", Devices=[])': [own],
    'stepfunctions.create_state_machine(name="n", definition="{}", roleArn="r")': [
      { key: own.Key, value: own.Value },
    ],
    'ecs.register_task_definition(family="f", containerDefinitions=[])': [
      { key: own.Key, value: own.Value },
    ],
    'kms.create_key()': [{ TagKey: own.Key, TagValue: own.Value }],
    'personalize.create_dataset_group(name="n")': [{ tagKey: own.Key, tagValue: own.Value }],
    'logs.create_log_group(logGroupName="g")': { [own.Key]: own.Value },
    'logs.create_log_group(logGroupName="g", tags={"a": "b"})': { [own.Key]: own.Value, a: 'b' },
    'logs.create_log_group(logGroupName="g", tags={"labs:sandbox": "x"})': { [own.Key]: 'x' },
    'events.put_rule(Name="r")': [own],
    'ssm.put_parameter(Name="p", Value="v")': [own],
    'ssm.put_parameter(Name="p", Value="v", Overwrite=True)': null,
    'sagemaker.list_endpoints()': null,
    'sagemaker.stop_training_job(TrainingJobName="j")': null,
    'sagemaker.add_tags(ResourceArn="arn:aws:sagemaker:us-east-1:111122223333:model/m", Tags=[])':
      [],
    'logs.put_retention_policy(logGroupName="g", retentionInDays=1)': null,
  };
  expect(await sent(Object.keys(calls))).toEqual(Object.values(calls));
});

test('the hook reads its sandbox when it is needed, and is silent where there is none', async () => {
  await here.boot();
  const call = [`${endpoint})`];
  const elsewhere = join(here.instance.root, 'elsewhere');
  expect(await sent(call, { HOME: elsewhere })).toEqual([null]);
  expect(await sent(call, { LABS_SANDBOX: 'labs-lee' })).toEqual([[{ ...own, Value: 'labs-lee' }]]);
  expect(await sent(call, { HOME: elsewhere, LABS_SAGEMAKER: here.instance.sagemaker })).toEqual([
    [own],
  ]);
  await here.instance.start({ 'AWS::StackName': 'labs-kim-2' });
  expect(await sent(call)).toEqual([[{ ...own, Value: 'labs-kim-2' }]]);
  writeFileSync(join(here.instance.labs, 'agent.json'), '{');
  expect(await sent(call)).toEqual([null]);
});

test("raw botocore is tagged too, and the caller's own list stays as it is", async () => {
  await here.boot();
  const code = `
import botocore.session, json
tags = [{"Key": "a", "Value": "b"}]
client = botocore.session.get_session().create_client("sagemaker", region_name="us-east-1")
client.create_model(ModelName="m", ExecutionRoleArn="arn:aws:iam::111122223333:role/r", Tags=tags)
print(json.dumps(tags))
`;
  expect(await inKernel(code)).toEqual([{ Key: 'a', Value: 'b' }]);
  expect(here.aws.calls.at(-1)).toMatchObject({
    operation: 'CreateModel',
    input: { Tags: [{ Key: 'a', Value: 'b' }, own] },
  });
});

test('whatever is wrong with the hook, Python and botocore go on', async () => {
  await here.boot();
  const hook = join(sitePackages(join(dirname(here.instance.python), '..')), 'labs_tags.py');
  const use = `
import botocore.session, json, sys
session = botocore.session.get_session()
session.create_client("sagemaker", region_name="us-east-1").create_model(ModelName="m")
print(json.dumps([type(botocore.session.__loader__).__name__, bool(botocore.session.__file__)]))
`;
  expect(await inKernel(use)).toEqual(['SourceFileLoader', true]);
  for (const broken of ['raise RuntimeError("oh")', 'import nothing_like_it', 'x = (', undefined]) {
    if (broken === undefined) rmSync(hook);
    else writeFileSync(hook, broken);
    expect(await inKernel(use)).toEqual(['SourceFileLoader', true]);
  }
});

/** What SDK 1.x has of a session; 2.157 and later have `sagemaker.config` beside it. */
const session = `
class Session:
    def __init__(self, default_bucket=None):
        self._default_bucket = None
        self._default_bucket_name_override = default_bucket
    def default_bucket(self):
        return self._default_bucket or self._default_bucket_name_override or "sagemaker-region-account"
`;

test('an SDK without a configuration file uses the bucket of the sandbox, unless it is given one', async () => {
  await here.boot();
  const sdk = join(here.instance.root, 'sdk/sagemaker');
  mkdirSync(sdk, { recursive: true });
  writeFileSync(join(sdk, '__init__.py'), 'from sagemaker.session import Session\n');
  writeFileSync(join(sdk, 'session.py'), session);
  const use = `
import json, sagemaker
print(json.dumps([sagemaker.Session().default_bucket(), sagemaker.Session("mine").default_bucket()]))
`;
  const env = { PYTHONPATH: dirname(sdk) };
  expect(await inKernel(use, env)).toEqual([bucket, 'mine']);
  expect(await inKernel(use, { ...env, HOME: '/nowhere' })).toEqual([
    'sagemaker-region-account',
    'mine',
  ]);
  writeFileSync(join(sdk, 'config.py'), '');
  expect(await inKernel(use, env)).toEqual(['sagemaker-region-account', 'mine']);
});
