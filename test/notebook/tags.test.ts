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

const arn = 'arn:aws:sagemaker:us-east-1:111122223333:model/Mine';

/**
 * Makes a model, then describes it with answers as AWS gives them, without its waits.
 *
 * @param then what the second call is answered, `refused` naming the ARN, until it is `made`
 * @returns seconds waited before each new try, how it ended, and what was written to stderr
 */
function afterMaking(
  then: string,
  named: string,
  {
    makes = true,
    later = 0,
    code = 'AccessDeniedException',
    why = 'because no policy allows it',
  } = {},
): Promise<unknown> {
  return inKernel(`
import boto3, contextlib, io, json, time
from botocore.awsrequest import AWSResponse
from botocore.exceptions import ClientError

answers = []
waits = []
real = time.time
time.sleep = waits.append
ahead = 0
time.time = lambda: real() + ahead + sum(waits)

class Raw:
    def __init__(self, data):
        self.data = data
    def stream(self, *args, **kwargs):
        yield self.data

def answer(status, body, **headers):
    return AWSResponse("http://localhost", status, headers, Raw(json.dumps(body).encode()))

def send(request, **_):
    return answers.pop(0) if len(answers) > 1 else answers[0]

def client(name):
    made = boto3.client(name, region_name="us-east-1")
    made.meta.events.register("before-send", send)
    return made

sagemaker = client("sagemaker")
answers[:] = [answer(200, {"ModelArn": "${arn}"})]
if ${makes ? 'True' : 'False'}:
    sagemaker.create_model(ModelName="Mine", ExecutionRoleArn="arn:aws:iam::111122223333:role/r")
ahead = ${later}
message = "User: arn:aws:sts::111122223333:assumed-role/r/s is not authorized to perform: x on resource: ${named} ${why}"
refused = answer(400, {"__type": "${code}", "message": message}, **{"x-amzn-errortype": "${code}"})
made = answer(200, {})
answers[:] = ${then}
said = io.StringIO()
with contextlib.redirect_stderr(said):
    try:
        sagemaker.describe_model(ModelName="Mine")
        ended = "done"
    except ClientError as error:
        ended = error.response["Error"]["Code"]
print(json.dumps([waits, ended, said.getvalue()]))
`);
}

test('a call that is refused of what was made just now is tried again, until AWS knows the tag', async () => {
  await here.boot();
  const waiting = 'labs: waiting until AWS knows the tags of';
  expect(await afterMaking('[refused, refused, made]', arn)).toEqual([[0.5, 1], 'done', '']);
  // ARNs come in small letters from some calls.
  expect(
    await afterMaking('[refused, refused, refused, refused, made]', arn.toLowerCase()),
  ).toEqual([[0.5, 1, 2, 4], 'done', `${waiting} ${arn.toLowerCase()}\n`]);

  const [waits, ended] = (await afterMaking('[refused]', arn)) as [number[], string];
  expect(ended).toBe('AccessDeniedException');
  const waited = waits.reduce((sum, wait) => sum + wait, 0);
  expect(waited).toBeGreaterThan(60);
  expect(waited).toBeLessThan(95);
});

test('any other refusal is the caller’s at once', async () => {
  await here.boot();
  const once = [[], 'AccessDeniedException', ''];
  expect(await afterMaking('[refused, made]', arn, { makes: false })).toEqual(once);
  expect(await afterMaking('[refused, made]', arn, { later: 91 })).toEqual(once);
  expect(await afterMaking('[refused, made]', `${arn}-2`)).toEqual(once);
  expect(
    await afterMaking('[refused, made]', arn, { why: 'with an explicit deny in a policy' }),
  ).toEqual(once);
  expect(await afterMaking('[refused, made]', arn, { code: 'ValidationException' })).toEqual([
    [],
    'ValidationException',
    '',
  ]);
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
