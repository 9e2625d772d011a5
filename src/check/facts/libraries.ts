/** How a removed name shows in code. */
export type Sign =
  /** Imported, or read by its qualified name; what is below it, too. */
  | { readonly path: string }
  /** A member of anything but what `notOf` names, where the library is imported. */
  | { readonly member: string; readonly notOf?: RegExp }
  /** A method whose result is given to a name: of a list, `append` returns nothing. */
  | { readonly usedMethod: string }
  /** An argument of a call of that name. */
  | { readonly argument: string; readonly of: RegExp };

/** Something that a library no longer has. */
export interface Removal {
  readonly library: string;
  /** The module that brings it. */
  readonly module: string;
  /** First version without it. */
  readonly version: string;
  /** As it is shown. */
  readonly name: string;
  readonly sign: Sign;
  readonly instead: string;
}

const sklearn = of('scikit-learn', 'sklearn');
const pandas = of('pandas', 'pandas');
const numpy = of('NumPy', 'numpy');
const scipy = of('SciPy', 'scipy');
const matplotlib = of('Matplotlib', 'matplotlib');
const gensim = of('gensim', 'gensim');
const pillow = of('Pillow', 'PIL');
const tensorflow = of('TensorFlow', 'tensorflow');

const display = 'from_estimator() of its Display class';
const search = 'sklearn.model_selection';
const yScales = /^((set_)?yscale|semilogy|loglog|errorbar)$/;
const xScales = /^((set_)?xscale|semilogx|loglog|errorbar)$/;
const readers = /^read_(csv|table)$/;

/**
 * What workshops of 2018 to 2021 use and today's libraries no longer have; from the release notes
 * of each library.
 */
export const removals: readonly Removal[] = [
  sklearn('1.2', 'load_boston', path('sklearn.datasets.load_boston'), 'fetch_california_housing'),
  sklearn('1.2', 'get_feature_names', { member: 'get_feature_names' }, 'get_feature_names_out'),
  sklearn('1.2', 'plot_confusion_matrix', path('sklearn.metrics.plot_confusion_matrix'), display),
  sklearn('1.2', 'plot_roc_curve', path('sklearn.metrics.plot_roc_curve'), display),
  sklearn('0.23', 'sklearn.externals', path('sklearn.externals'), 'import joblib'),
  sklearn('0.22', 'Imputer', path('sklearn.preprocessing.Imputer'), 'sklearn.impute.SimpleImputer'),
  sklearn('0.20', 'sklearn.cross_validation', path('sklearn.cross_validation'), search),
  sklearn('0.20', 'sklearn.grid_search', path('sklearn.grid_search'), search),
  pandas('2.0', 'DataFrame.append', { usedMethod: 'append' }, 'pd.concat'),
  pandas('2.0', 'DataFrame.iteritems', { member: 'iteritems' }, 'items'),
  pandas('2.0', 'error_bad_lines', { argument: 'error_bad_lines', of: readers }, 'on_bad_lines'),
  numpy('1.24', 'np.int', path('numpy.int'), 'int'),
  numpy('1.24', 'np.float', path('numpy.float'), 'float'),
  numpy('1.24', 'np.object', path('numpy.object'), 'object'),
  numpy('1.24', 'np.str', path('numpy.str'), 'str'),
  scipy('1.2', 'scipy.misc.imread', path('scipy.misc.imread'), 'imageio.imread'),
  scipy('1.3', 'scipy.misc.imresize', path('scipy.misc.imresize'), 'PIL.Image.Image.resize'),
  matplotlib('3.6', 'createFontList', { member: 'createFontList' }, 'fontManager.addfont'),
  matplotlib('3.5', 'nonposy', { argument: 'nonposy', of: yScales }, 'nonpositive'),
  matplotlib('3.5', 'nonposx', { argument: 'nonposx', of: xScales }, 'nonpositive'),
  gensim('4.0', 'index2word', { member: 'index2word' }, 'index_to_key'),
  gensim('4.0', 'index2entity', { member: 'index2entity' }, 'index_to_key'),
  pillow('10', 'Image.ANTIALIAS', path('PIL.Image.ANTIALIAS'), 'Image.LANCZOS'),
  pillow('10', 'font.getsize', { member: 'getsize', notOf: /^os\.path$/ }, 'getbbox'),
  pillow('10', 'draw.textsize', { member: 'textsize' }, 'textbbox'),
  tensorflow('2.0', 'tf.contrib', path('tensorflow.contrib'), 'Keras'),
  tensorflow('2.0', 'tf.placeholder', path('tensorflow.placeholder'), 'tf.function'),
  tensorflow('2.0', 'tf.Session', path('tensorflow.Session'), 'tf.function'),
  tensorflow(
    '2.0',
    'tf.enable_eager_execution',
    path('tensorflow.enable_eager_execution'),
    'tf.compat.v1.enable_eager_execution',
  ),
];

function of(library: string, module: string) {
  return (version: string, name: string, sign: Sign, instead: string): Removal => ({
    library,
    module,
    version,
    name,
    sign,
    instead,
  });
}

function path(name: string): Sign {
  return { path: name };
}
