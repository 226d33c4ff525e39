// Sets colours, language and direction before the first paint, from what the person chose last.
(function () {
  var html = document.documentElement;
  var scheme = null;
  var language = null;
  try {
    scheme = localStorage.getItem("mantine-color-scheme-value");
    language = localStorage.getItem("tenure-language");
  } catch {
    // Storage is forbidden here: the system's colours and the browser's language serve.
  }
  var dark = scheme === "dark" || (scheme !== "light" && matchMedia("(prefers-color-scheme: dark)").matches);
  html.setAttribute("data-mantine-color-scheme", dark ? "dark" : "light");
  language = language || navigator.language.slice(0, 2);
  if (["en", "tr", "ar"].indexOf(language) < 0) language = "en";
  html.lang = language;
  html.dir = language === "ar" ? "rtl" : "ltr";
})();
