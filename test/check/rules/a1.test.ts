import { expect, test } from 'vitest';
import { find, findIn, notebook, script } from '../workshop.ts';

test.each([
  ['an import', 'from sklearn.datasets import load_boston'],
  ['a call', 'from sklearn import datasets\nd = datasets.load_boston()'],
  ['under another name', 'import numpy as np\nx = np.int(3)'],
  ['below it', 'import tensorflow as tf\ntf.contrib.eager.list()'],
  ['a member', 'import gensim\nmodel.wv.index2word'],
  ['an argument', "import matplotlib.pyplot as plt\nplt.yscale('log', nonposy='clip')"],
  ['a result that is used', 'import pandas as pd\ndf = df.append(row)'],
  ['PIL', 'from PIL import Image\ni.resize(s, Image.ANTIALIAS)'],
  ['fonts', 'import matplotlib.font_manager as fm\nfm.createFontList(f)'],
  ['a vectorizer', 'from sklearn.feature_extraction.text import X\nv.get_feature_names()'],
])('%s', async (_, cell) => {
  expect(await findIn('A1', cell)).toEqual(['0 error']);
});

test.each([
  ['a comment', '# from sklearn.datasets import load_boston'],
  ['today’s name', 'import sklearn\nv.get_feature_names_out()'],
  ['a list', 'import pandas\nrows.append(row)'],
  ['np.int64', 'import numpy as np\nx = np.int64(3)'],
  ['the size of a file', 'import os\nfrom PIL import Image\nos.path.getsize(f)'],
  ['another library', 'import mine\nx = mine.load_boston()\nv.get_feature_names()'],
  ['compat.v1', 'import tensorflow as tf\ntf.compat.v1.enable_eager_execution()'],
])('not %s', async (_, cell) => {
  expect(await findIn('A1', cell)).toEqual([]);
});

test('in a helper module, but not in a script that runs in a container', async () => {
  const text = 'from PIL import Image\nx = Image.ANTIALIAS\n';
  const helper = script('draw.py', text);
  expect(await find('A1', notebook(['import draw']), helper)).toEqual(['L2 error']);
  expect(await find('A1', notebook(['!python draw.py']), helper)).toEqual(['L2 error']);
  expect(await find('A1', notebook(["E(entry_point='draw.py')"]), helper)).toEqual([]);
});
