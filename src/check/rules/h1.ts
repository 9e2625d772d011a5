import { message } from '../../messages/message.ts';
import { deadSources, publicBuckets } from '../facts/sources.ts';
import type { Rule } from '../rule.ts';
import { textsIn, whereText } from '../texts.ts';
import { addressesIn } from '../urls.ts';
import type { Where } from '../where.ts';

/** An ARN with an account in it; images of Studio and public collections are AWS's own. */
const arn = /\barn:aws[\w-]*:[\w-]+:[\w-]*:\d{12}:(?!image\/|[\w-]+\/public\/)[\w/.:+=@-]+/g;
/** Algorithms and models that AWS Marketplace sells. */
const soldOn = /:(algorithm|model-package)\//;
/** An image in ECR; those of AWS are named after what is in them. */
const image = /\b\d{12}\.dkr\.ecr\.[\w-]+\.amazonaws\.com\/([\w./-]+)/g;
const imagesOfAws =
  /^(sagemaker-|pytorch-|tensorflow-|mxnet-|huggingface-|autogluon-|djl-|chainer|xgboost|linear-learner|kmeans|pca|knn|ntm|lda|blazingtext|object-detection|image-classification|semantic-segmentation|seq2seq|factorization-machines|forecasting-deepar|randomcutforest|ipinsights|object2vec)/;

/** H1: an account, a role, a bucket or an image of somebody else. */
export const h1: Rule = {
  id: 'H1',
  severity: 'error',
  *look(document) {
    // A script may have a table of them; a cell, the same one several times.
    const places = new Map<number | null, { readonly where: Where; readonly whats: Set<string> }>();
    for (const at of textsIn(document)) {
      const { cell } = at.block;
      for (const what of foreignIn(at.text)) {
        const place = places.get(cell) ?? { where: whereText(at), whats: new Set() };
        place.whats.add(what);
        places.set(cell, place);
      }
    }
    for (const { where, whats } of places.values()) {
      const [what = ''] = whats;
      const more = whats.size - 1;
      const fix = message('check.H1-fix');
      yield soldOn.test(what)
        ? {
            ...where,
            severity: 'warning',
            message: message('check.H1-market', { what, more }),
            fix: message('check.H1-market-fix'),
          }
        : {
            ...where,
            message: message('check.H1', { what, more }),
            fix,
            // A bucket whose name says no account may be open to all.
            ...(/\d{12}/.test(what) ? {} : { severity: 'warning' }),
          };
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
