// Runs before the first paint: the theme and the language that the app stored last.
(() => {
  const stored = (key) => {
    try {
      return JSON.parse(localStorage.getItem(key));
    } catch {
      return null;
    }
  };
  const root = document.documentElement;
  root.dataset.theme = stored("guanxi.theme") ?? "system";
  root.lang = stored("guanxi.lang") === "en" ? "en" : "zh-CN";
})();
