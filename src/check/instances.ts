import type { Document } from './document.ts';
import type { CallExpr, Expr } from './python/expr.ts';
import { calledName, entryOf, keyword, positional, receiverOf } from './python/expr.ts';
import type { Names } from './names.ts';
import { namesOf } from './names.ts';
import type { Site } from './running.ts';
import { once, sitesOf } from './running.ts';

/** What an instance is rented for. */
export type Use = 'training' | 'processing' | 'transform' | 'hosting';

/** Instances that a call asks for. */
export interface Rented {
  readonly use: Use;
  /** The types that it may be; `{}` for one that is not known. */
  readonly types: readonly string[];
  readonly count: number;
  readonly site: Site;
}

/** The classes of the SDK that start a training job. */
const estimators =
  /(Estimator|LinearLearner|KMeans|PCA|KNN|FactorizationMachines|NTM|LDA|RandomCutForest|Object2Vec|IPInsights|TensorFlow|PyTorch|MXNet|Chainer|SKLearn|XGBoost|HuggingFace)$/;

/** Requests of boto3, and where in them type and count are. */
const requests: Readonly<Record<string, { readonly use: Use; readonly path: readonly string[] }>> =
  {
    create_training_job: { use: 'training', path: ['ResourceConfig'] },
    create_hyper_parameter_tuning_job: {
      use: 'training',
      path: ['TrainingJobDefinition', 'ResourceConfig'],
    },
    create_processing_job: { use: 'processing', path: ['ProcessingResources', 'ClusterConfig'] },
    create_transform_job: { use: 'transform', path: ['TransformResources'] },
    create_endpoint_config: { use: 'hosting', path: ['ProductionVariants'] },
  };

/** The instances that a document's calls ask for, in order. */
export const instancesOf = once((document: Document): readonly Rented[] => {
  const names = namesOf(document);
  return sitesOf(document).flatMap((site) => rentedBy(site, names));
});

/** Whether it runs on the notebook instance itself: `local`, `local_gpu`. */
export function isLocal({ types }: Rented): boolean {
  return types.length > 0 && types.every((type) => /^local(_gpu)?$/.test(type));
}

function rentedBy(site: Site, names: Names): readonly Rented[] {
  const { call } = site;
  const name = calledName(call) ?? '';
  const rent = (use: Use, type: Expr | undefined, count: Expr | undefined): Rented[] =>
    type === undefined
      ? []
      : [
          {
            use,
            types: names.textsOf(type, site),
            count: count === undefined ? 1 : (names.numberOf(count, site) ?? 1),
            site,
          },
        ];

  const request = Object.hasOwn(requests, name) ? requests[name] : undefined;
  if (request !== undefined && receiverOf(call) !== undefined) {
    const [first = '', ...rest] = request.path;
    const body = rest.reduce<Expr | undefined>(entryOf, valueOf(keyword(call, first), site, names));
    return (body?.kind === 'items' ? body.items : [body]).flatMap((part) =>
      rent(
        request.use,
        entryOf(part, 'InstanceType'),
        entryOf(part, 'InstanceCount') ?? entryOf(part, 'InitialInstanceCount'),
      ),
    );
  }
  const path = names.calleeOf(call) ?? '';
  const count = keyword(call, 'instance_count', 'train_instance_count', 'initial_instance_count');
  const type = keyword(call, 'instance_type', 'train_instance_type');
  const args = positional(call);
  if (name === 'deploy' && receiverOf(call) !== undefined) {
    return rent('hosting', type ?? args[1], count ?? args[0]);
  }
  if (name === 'transformer' || path.endsWith('.Transformer')) {
    return rent('transform', type ?? (name === 'transformer' ? args[1] : args[2]), count);
  }
  if (!path.startsWith('sagemaker.')) return [];
  if (name.endsWith('Processor')) return rent('processing', type, count);
  if (name === 'Compute') return rent('training', type, count);
  if (!estimators.test(name)) return [];
  return rent('training', type ?? (name === 'Estimator' ? args[3] : undefined), count ?? args[2]);
}

/** What a name stands for where it is a dictionary or a list. */
function valueOf(expr: Expr | undefined, site: Site, names: Names): Expr | undefined {
  if (expr?.kind !== 'name') return expr;
  return names.givenTo(expr.name, site)[0]?.value;
}

/** Whether a call of `deploy` is one of the SageMaker SDK. */
export function isDeploy(call: CallExpr, site: Site, names: Names): boolean {
  const receiver = receiverOf(call);
  if (calledName(call) !== 'deploy' || receiver === undefined) return false;
  const speaks = keyword(
    call,
    'instance_type',
    'initial_instance_count',
    'serverless_inference_config',
    'endpoint_name',
    'accelerator_type',
  );
  if (speaks !== undefined) return true;
  const [, second] = positional(call);
  if (
    second !== undefined &&
    names.textsOf(second, site).some((text) => /^(ml\.|local)/.test(text))
  )
    return true;
  return names
    .madeBy(receiver, site)
    .some((made) => names.calleeOf(made)?.startsWith('sagemaker.') === true);
}
