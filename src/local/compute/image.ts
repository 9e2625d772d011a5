/** Repositories of the two algorithms that are computed here, in the registry of any region. */
const repositories = new Set(['xgboost', 'sagemaker-xgboost', 'linear-learner']);

/** What a job or an endpoint of any other image is told. */
export const notComputed =
  'The local AWS computes only the built-in algorithms XGBoost and Linear Learner';

/**
 * Repository, in any registry, of images that stand for a container which goes on until it is stopped:
 * what such a container does is known without it, and it takes no processor.
 */
const endlessRepository = 'labs-endless';

/** Whether a job of this image goes on until somebody stops it. */
export function isEndless(uri: string | undefined): boolean {
  return repositoryAndTag(uri).repository === endlessRepository;
}

/**
 * The part of an image's address that names an algorithm.
 *
 * Source: "Docker Registry Paths and Example Code", SageMaker: account and region differ, the
 * repository does not.
 *
 * @param uri such as `683313688378.dkr.ecr.us-east-1.amazonaws.com/sagemaker-xgboost:1.7-1`
 * @returns `sagemaker-xgboost:1.7-1`; undefined for what is not computed here
 */
export function computedImage(uri: string | undefined): string | undefined {
  const { repository, tag } = repositoryAndTag(uri);
  return repositories.has(repository) ? `${repository}:${tag}` : undefined;
}

function repositoryAndTag(uri: string | undefined) {
  const path = uri?.slice(uri.indexOf('/') + 1).split('@')[0] ?? '';
  const [repository = '', tag = 'latest'] = path.split(':');
  return { repository, tag };
}
