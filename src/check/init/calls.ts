import type { Document } from '../document.ts';
import { namesOf } from '../names.ts';
import { calledName, keyword, positional, receiverOf } from '../python/expr.ts';
import { programOf } from '../read/commands.ts';
import { runningOf, sitesOf } from '../running.ts';

/** boto3's names of services whose IAM prefix is another. */
const prefixes: Readonly<Record<string, string>> = {
  'runtime.sagemaker': 'sagemaker',
  'sagemaker-runtime': 'sagemaker',
  'sagemaker-featurestore-runtime': 'sagemaker',
  stepfunctions: 'states',
  opensearch: 'es',
  'lex-runtime': 'lex',
  'bedrock-runtime': 'bedrock',
  s3api: 's3',
};

/** Methods of every client that call nothing of the service's own. */
const generic =
  /^(get_waiter|get_paginator|can_paginate|close|meta|exceptions|generate_presigned_)/;

/** The IAM actions that a document's calls of boto3 and the AWS CLI need, as far as they show. */
export function actionsOf(document: Document): readonly string[] {
  return [...new Set([...byClients(document), ...byCommands(document)])];
}

function byClients(document: Document): readonly string[] {
  const names = namesOf(document);
  return sitesOf(document).flatMap((site) => {
    const { call } = site;
    const receiver = receiverOf(call);
    const method = calledName(call);
    if (receiver === undefined || method === undefined || generic.test(method)) return [];
    return names.madeBy(receiver, site).flatMap((made) => {
      if (calledName(made) !== 'client') return [];
      const given = positional(made)[0] ?? keyword(made, 'service_name');
      const services = given === undefined ? [] : names.textsOf(given, site);
      return services
        .filter((service) => /^[a-z][a-z0-9.-]+$/.test(service))
        .map((service) => actionOf(service, method.split('_')));
    });
  });
}

function byCommands(document: Document): readonly string[] {
  return runningOf(document).flatMap(({ commands }) =>
    commands.flatMap((command) => {
      const { program, args } = programOf(command);
      if (program === 'docker' && args[0] === 'push') return ['ecr:PutImage'];
      const [service, operation] = args.filter((arg) => !arg.startsWith('-'));
      const isCall =
        /^[a-z0-9-]+$/.test(service ?? '') && /^[a-z]+(-[a-z0-9]+)+$/.test(operation ?? '');
      if (program !== 'aws' || service === undefined || operation === undefined) return [];
      return isCall ? [actionOf(service, operation.split('-'))] : [];
    }),
  );
}

function actionOf(service: string, words: readonly string[]): string {
  const prefix = Object.hasOwn(prefixes, service) ? prefixes[service] : service;
  return `${prefix}:${words.map((word) => word.slice(0, 1).toUpperCase() + word.slice(1)).join('')}`;
}

/** What an action is to a sandbox. */
export type ActionKind = 'base' | 'reads' | 'makes';

/** What every sandbox may do: see the base policy in lib/policy. */
const base =
  /^(s3|s3-[a-z]+|sts|configure|ecr:Get|logs|cloudwatch):?|^iam:GetRole$|^sagemaker:(Create|Describe|Delete|List|Stop|Update|Invoke)(TrainingJobs?|HyperParameterTuningJobs?|ProcessingJobs?|TransformJobs?|Models?|EndpointConfigs?|Endpoints?|EndpointAsync|Tags|TrainingJobsForHyperParameterTuningJob|NotebookInstance)$/;
const reading = /:(Get|List|Describe|Search|Query|Detect|BatchDetect|Classify|Translate|Recognize)/;

/** Whether an action is permitted anyway, may be permitted, or makes what has no sweeper. */
export function kindOf(action: string): ActionKind {
  if (base.test(action)) return 'base';
  return reading.test(action) ? 'reads' : 'makes';
}
