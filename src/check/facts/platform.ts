/**
 * Kernels of a notebook instance on notebook-al2023-v1: R, three of Sparkmagic, conda_python3 and
 * conda_pytorch (Developer Guide, "AL2023 notebook instances", nbi-al2023).
 */
export const platformKernels: ReadonlySet<string> = new Set([
  'R',
  'ir',
  'conda_python3',
  'conda_pytorch',
  'pysparkkernel',
  'sparkkernel',
  'sparkrkernel',
]);

/** Names that no kernel of SageMaker has: Jupyter asks which one to take. */
export const genericKernels: ReadonlySet<string> = new Set(['python3', 'python', 'Python 3']);

/** What a kernel was there for: a word in its name, and the modules that only it brought. */
export const kernelFrameworks: readonly {
  readonly word: RegExp;
  readonly modules: readonly string[];
}[] = [
  {
    word: /tensorflow/i,
    modules: ['tensorflow', 'keras', 'tensorflow_hub', 'tensorflow_datasets'],
  },
  { word: /mxnet/i, modules: ['mxnet', 'gluonnlp', 'gluoncv', 'gluonts'] },
  { word: /pytorch|torch/i, modules: ['torch', 'torchvision', 'torchaudio', 'torchtext'] },
  { word: /chainer/i, modules: ['chainer'] },
];

/**
 * Instance families that a workshop cannot count on.
 *
 * `retired`: EC2 has retired P2 (aws/deep-learning-containers#3950) and Elastic Inference. `notebook`: not for notebook
 * instances on AL2023 (nbi-al2023: p2, p3, p3dn, inf1, g3). `old`: an old generation that newer
 * regions do not have (amazon-sagemaker-examples#4351), and whose quota in a new account is 0
 * (ml.m4.xlarge for training, endpoint, processing and transform job usage).
 */
export const agedFamilies: Readonly<Record<string, 'retired' | 'notebook' | 'old'>> = {
  p2: 'retired',
  eia1: 'retired',
  eia2: 'retired',
  p3: 'notebook',
  p3dn: 'notebook',
  g3: 'notebook',
  g3s: 'notebook',
  inf1: 'notebook',
  m4: 'old',
  c4: 'old',
  t2: 'old',
  r4: 'old',
};

/** Regions of AWS, as they are written in code. */
export const regionName = /^(af|ap|ca|cn|eu|il|me|mx|sa|us|us-gov)-[a-z]+(-[a-z]+)?-\d$/;
