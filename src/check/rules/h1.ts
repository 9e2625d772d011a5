import { message } from '../../messages/message.ts';
import { deadSources, publicBuckets } from '../facts/sources.ts';
import type { Rule } from '../rule.ts';
import { textsIn } from '../texts.ts';
import { addressesIn } from '../urls.ts';
import { whereIs } from '../where.ts';

/** An ARN with an account in it. Images of Studio are AWS's own, in an account for each region. */
const arn = /\barn:aws[\w-]*:([\w-]+):[\w-]*:(\d{12}):(?!image\/)[\w/.:+=@-]+/g;
/** An image in ECR; those of AWS are named after what is in them. */
const image = /\b\d{12}\.dkr\.ecr\.[\w-]+\.amazonaws\.com\/([\w./-]+)/g;
const imagesOfAws =
  /^(sagemaker-|pytorch-|tensorflow-|mxnet-|huggingface-|autogluon-|djl-|chainer|xgboost|linear-learner|kmeans|pca|knn|ntm|lda|blazingtext|object-detection|image-classification|semantic-segmentation|seq2seq|factorization-machines|forecasting-deepar|randomcutforest|ipinsights|object2vec)/;

/** H1: an account, a role, a bucket or an image of somebody else. */
export const h1: Rule = {
  id: 'H1',
  severity: 'error',
  *look(document) {
    const seen = new Set<string>();
    for (const { text, block, from } of textsIn(document)) {
      for (const what of foreignIn(text)) {
        const where = whereIs(block, from);
        const key = `${where.cell} ${what.slice(0, 40)}`;
        if (seen.has(key)) continue;
        seen.add(key);
        yield { ...where, message: message('check.H1', { what }), fix: message('check.H1-fix') };
      }
    }
  },
};

function foreignIn(text: string): readonly string[] {
  return [
    ...[...text.matchAll(arn)].map(([whole]) => whole),
    ...[...text.matchAll(image)]
      .filter(([, repository = '']) => !imagesOfAws.test(repository))
      .map(([whole]) => whole),
    ...addressesIn(text)
      .filter(({ scheme, bucket }) => scheme === 's3' && bucket !== undefined && isForeign(bucket))
      .map(({ url }) => url),
  ];
}

/** A bucket's whole name in the code; what is known to be gone is D1's. */
function isForeign(bucket: string): boolean {
  const isName = /^[a-z0-9][a-z0-9.-]{2,62}$/.test(bucket);
  return (
    isName &&
    !publicBuckets.test(bucket) &&
    !deadSources.some(({ pattern }) => pattern.test(bucket))
  );
}
