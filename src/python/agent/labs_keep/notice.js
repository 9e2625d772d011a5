// A prebuilt extension of JupyterLab 4 without a build: the module federation container that
// JupyterLab loads, and a plugin of plain JavaScript in it. Shows static/notice.json, which lies
// beside this file, in a bar above everything; asks for it once a minute.
(() => {
  const name = 'sagemaker-labs-notice';
  const address = new URL('notice.json', document.currentScript.src);
  const everyMs = 60_000;
  let shared = {};
  let shown;

  /** Lumino's Widget as JupyterLab shares it with its extensions. */
  async function widgetClass() {
    const [version] = Object.values(shared['@lumino/widgets'] ?? {});
    return (await version.get())().Widget;
  }

  function barOf(notice) {
    const korean = (navigator.language ?? '').toLowerCase().startsWith('ko');
    const bar = document.createElement('div');
    bar.setAttribute('role', notice.level === 'warning' ? 'alert' : 'status');
    bar.lang = korean ? 'ko' : 'en';
    bar.textContent = notice.text[bar.lang];
    bar.style.cssText =
      'padding:6px 12px;font:14px/20px system-ui,sans-serif;color:#fff;overflow:auto;' +
      `background:${notice.level === 'warning' ? '#8a1f11' : '#0b4f79'}`;
    return bar;
  }

  async function draw(shell, notice) {
    const news = JSON.stringify(notice);
    if (shown?.news === news) return;
    shown?.widget.dispose();
    shown = undefined;
    if (notice === undefined) return;
    const Widget = await widgetClass();
    const widget = new Widget({ node: barOf(notice) });
    widget.id = name;
    // The panel gives its children no more room than they ask for; Hangul is twice as wide.
    const wide = (widget.node.textContent.match(/[\u1100-\uffff]/g) ?? []).length;
    const width = (widget.node.textContent.length + wide) * 8 + 24;
    const lines = Math.min(4, Math.ceil(width / window.innerWidth));
    widget.node.style.minHeight = widget.node.style.maxHeight = `${12 + 20 * lines}px`;
    shell.add(widget, 'header');
    shown = { news, widget };
  }

  async function look(shell) {
    try {
      const answer = await fetch(address, { cache: 'no-store', credentials: 'same-origin' });
      if (answer.ok) await draw(shell, await answer.json());
      else if (answer.status === 404) await draw(shell, undefined);
    } catch (error) {
      // Without a server there is nothing to show; a later look may find it again.
      // eslint-disable-next-line no-console -- a page's only log
      console.warn(name, error);
    }
  }

  const plugin = {
    id: `${name}:plugin`,
    autoStart: true,
    activate: (app) => {
      void app.restored.then(() => look(app.shell));
      setInterval(() => void look(app.shell), everyMs);
    },
  };

  // eslint-disable-next-line no-underscore-dangle -- where JupyterLab looks for its extensions
  (window._JUPYTERLAB ??= {})[name] = {
    init: (scope) => {
      shared = scope;
    },
    get: async () => () => ({ __esModule: true, default: plugin }),
  };
})();
